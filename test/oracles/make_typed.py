"""
Small Parquet and Arrow files and what their cells are, by pyarrow: run in an environment with pyarrow and cramjam.
  python test/oracles/make_typed.py
writes test/ingest/parquet/files/ and test/ingest/arrow/files/, each with expected.json.
"""

import datetime as dt
import decimal
import json
import math
import pathlib
import struct

import cramjam
import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
import thrift_parquet as tp

decimal.getcontext().prec = 100
TESTS = pathlib.Path(__file__).parent.parent / "ingest"
EXPECTED = {"parquet": {}, "arrow": {}}


# -- cells as text: whole numbers and decimals digit by digit, times in ISO 8601, fractions in groups of three digits --


def fraction(units, digits):
    if units == 0 or digits == 0:
        return ""
    text = str(units).rjust(digits, "0")
    while text.endswith("000"):
        text = text[:-3]
    return "." + text


DIGITS = {"s": 0, "ms": 3, "us": 6, "ns": 9}


def time_text(value, unit, zoned):
    per_second = 10 ** DIGITS[unit]
    seconds, rest = divmod(value, per_second)
    cycles, seconds = divmod(seconds, 146097 * 86400)  # the calendar repeats after 400 years
    at = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds)
    year = at.year + 400 * cycles
    name = f"{year:04d}" if 0 <= year <= 9999 else f"{'-' if year < 0 else '+'}{abs(year):06d}"
    return f"{name}{at:-%m-%dT%H:%M:%S}{fraction(rest, DIGITS[unit])}{'Z' if zoned else ''}"


def float_text(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    text = repr(value)
    return text[:-2] if text.endswith(".0") else text


def cell(scalar):
    kind = scalar.type
    if not scalar.is_valid:
        return None
    if pa.types.is_dictionary(kind):
        return cell(scalar.dictionary[scalar.index.as_py()]) if scalar.index.is_valid else None
    if pa.types.is_timestamp(kind):
        return time_text(scalar.value, kind.unit, kind.tz is not None)
    if pa.types.is_date32(kind):
        return time_text(scalar.value * 86400, "s", False).split("T")[0]
    if pa.types.is_date(kind):
        return scalar.as_py().isoformat()
    if pa.types.is_time(kind):
        seconds, rest = divmod(scalar.value, 10 ** DIGITS[kind.unit])
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{fraction(rest, DIGITS[kind.unit])}"
    if pa.types.is_boolean(kind):
        return "true" if scalar.as_py() else "false"
    if pa.types.is_decimal(kind):
        return format(scalar.as_py(), "f")
    if pa.types.is_floating(kind):
        if kind == pa.float32():
            import numpy as np

            return float_text(float(str(np.float32(scalar.as_py()))))
        return float_text(scalar.as_py())
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return scalar.as_py().decode()
    return str(scalar.as_py())


def cells(table):
    table = flat(table)
    columns = [[cell(scalar) for scalar in column] for column in table.columns]
    return [list(row) for row in zip(*columns)] if columns else []


def flat(table):
    return table


def expect(folder, name, table=None, **more):
    entry = {"columns": flat(table).column_names, "rows": cells(table)} if table is not None else {}
    EXPECTED[folder][name] = {**entry, **more}


def parquet(name, table, *, error=None, expected=None, **options):
    options = {"store_schema": False, "write_statistics": False, "use_dictionary": False, "compression": "none", **options}
    pq.write_table(table, TESTS / "parquet/files" / name, **options)
    if error:
        expect("parquet", name, error=error)
    else:
        expect("parquet", name, table if expected is None else expected)


def by_hand(name, content, **expected):
    (TESTS / "parquet/files" / name).write_bytes(content)
    EXPECTED["parquet"][name] = expected


ORDERS = pa.table({
    "customer_id": ["c1", "c2", None, "José", "c1"],
    "date": pa.array([1704153600123, 1704240000000, 1704326400000, None, 1706745599999], pa.timestamp("ms")),
    "amount": pa.array([decimal.Decimal(d) if d else None for d in ["10.50", "3.00", "-0.05", "99999.99", None]], pa.decimal128(9, 2)),
    "paid": [True, False, None, True, True],
    "units": pa.array([1, -2, 2**31 - 1, None, 0], pa.int32()),
})  # fmt: skip


def codecs():
    for codec in ["none", "snappy", "gzip", "brotli", "lz4", "zstd"]:
        parquet(f"codec-{codec}.parquet", ORDERS, compression=codec)


def lz4_of_old():
    raw = tp.texts("c1", "c2", "c3")
    block = bytes(cramjam.lz4.compress_block(raw, store_size=False))
    framed = struct.pack(">II", len(raw), len(block)) + block
    two = b""
    for half in [tp.texts("c1"), tp.texts("c2", "c3")]:
        packed = bytes(cramjam.lz4.compress_block(half, store_size=False))
        two += struct.pack(">II", len(half), len(packed)) + packed
    rows = {"columns": ["customer"], "rows": [["c1"], ["c2"], ["c3"]]}
    elem = tp.element("customer", tp.BYTE_ARRAY, tp.REQUIRED, converted=tp.UTF8)
    for name, payload in [("hadoop", framed), ("hadoop-frames", two), ("non-hadoop", block)]:
        page = tp.page(0, payload, 3, raw_size=len(raw))
        by_hand(f"lz4-{name}.parquet", tp.file(3, [(elem, [page], {"codec": 5, "raw_size": len(raw)})]), **rows)


def encodings():
    ints = pa.table({"v": pa.array([7, -7, 2**62, None, 0, 123456789012], pa.int64())})
    texts = pa.table({"v": ["apple", "apply", None, "", "application", "zoo"]})
    floats = pa.table({"v": pa.array([1.5, -0.0, math.nan, None, math.inf, 1e300], pa.float64())})
    flags = pa.table({"v": [True, True, None, False, True, False]})
    for version in ["1.0", "2.0"]:
        v = {"data_page_version": version}
        parquet(f"plain-v{version[0]}.parquet", texts, **v)
        parquet(f"dictionary-v{version[0]}.parquet", texts, use_dictionary=True, **v)
        parquet(f"delta-binary-packed-v{version[0]}.parquet", ints, column_encoding={"v": "DELTA_BINARY_PACKED"}, **v)
        parquet(f"delta-length-byte-array-v{version[0]}.parquet", texts, column_encoding={"v": "DELTA_LENGTH_BYTE_ARRAY"}, **v)
        parquet(f"delta-byte-array-v{version[0]}.parquet", texts, column_encoding={"v": "DELTA_BYTE_ARRAY"}, **v)
        parquet(f"byte-stream-split-v{version[0]}.parquet", floats, column_encoding={"v": "BYTE_STREAM_SPLIT"}, **v)
        parquet(f"rle-boolean-v{version[0]}.parquet", flags, column_encoding={"v": "RLE"}, **v)
        parquet(f"checksum-v{version[0]}.parquet", ORDERS, write_page_checksum=True, compression="snappy", **v)
    many = pa.table({"v": pa.array(range(-300, 300), pa.int32())})
    parquet("many-pages.parquet", many, data_page_size=64, write_batch_size=10)


def pages():
    elem = tp.element("customer", tp.BYTE_ARRAY, tp.REQUIRED, converted=tp.UTF8)
    rows = {"columns": ["customer"], "rows": [["c1"], ["c2"], ["c3"]]}
    plain = tp.texts("c1", "c2", "c3")
    by_hand("crc-right.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3, crc=True)], {})]), **rows)
    by_hand("crc-wrong.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3, crc=0x12345678)], {})]), error="column customer.*checksum")
    dictionary = tp.page(2, tp.texts("c1", "c2", "c3"), 3)
    bad_dictionary = tp.page(2, tp.texts("c1", "c2", "c3"), 3, crc=5)
    codes = bytes([2]) + tp.varint(1 << 1 | 1) + bytes([0b100100, 0])
    data = tp.page(0, codes, 3, encoding=tp.PLAIN_DICTIONARY)
    by_hand("dictionary-by-hand.parquet", tp.file(3, [(elem, [dictionary, data], {"has_dictionary": True})]), **rows)
    # Old writers give 0 where they mean that there is no dictionary.
    by_hand("dict-page-offset-zero.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3)], {"dictionary_offset": 0})]), **rows)
    by_hand("dict-page-offset-missing.parquet", tp.file(3, [(elem, [dictionary, data], {"dictionary_offset": None})]), **rows)
    by_hand("crc-wrong-dictionary.parquet", tp.file(3, [(elem, [bad_dictionary, data], {"has_dictionary": True})]), error="column customer.*checksum")
    # nation.dict-malformed: codes point past the dictionary.
    past = bytes([2]) + tp.varint(1 << 1 | 1) + bytes([0b110100, 0])
    bad = tp.page(0, past, 3, encoding=tp.PLAIN_DICTIONARY)
    by_hand("dict-malformed.parquet", tp.file(3, [(elem, [dictionary, bad], {"has_dictionary": True})]), error="Parquet")
    short = tp.page(2, tp.texts("c1"), 3)
    by_hand("dict-too-short.parquet", tp.file(3, [(elem, [short, data], {"has_dictionary": True})]), error="Parquet")
    by_hand("huge-page.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3, raw_size=2**31 - 1)], {"codec": 1})]), error="column customer: a page of 2,147,483,647 bytes")
    by_hand("negative-page.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3, raw_size=-5)], {"codec": 1})]), error="column customer")
    by_hand("huge-count.parquet", tp.file(3, [(elem, [tp.page(0, plain, 2**31 - 1)], {"count": 2**31 - 1})]), error="Parquet|column customer")
    by_hand("huge-rows.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3)], {})], declared_rows=2**62), error="Parquet")
    by_hand("page-past-chunk.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3)[:-3]], {})]), error="Parquet|column customer")
    long_text = struct.pack("<I", 2**31 - 2) + b"c1"
    by_hand("huge-text.parquet", tp.file(1, [(elem, [tp.page(0, long_text, 1)], {})]), error="Parquet|column customer")
    negative = struct.pack("<i", -1) + b"c1"
    by_hand("negative-text.parquet", tp.file(1, [(elem, [tp.page(0, negative, 1)], {})]), error="Parquet|column customer")
    by_hand("fewer-rows.parquet", tp.file(5, [(elem, [tp.page(0, plain, 3)], {"count": 3})], ), error="Parquet|column customer")
    by_hand("not-utf8.parquet", tp.file(1, [(elem, [tp.page(0, tp.texts(b"Jos\xe9"), 1)], {})]), error="Parquet|column customer")
    optional = tp.element("customer", tp.BYTE_ARRAY, tp.OPTIONAL, converted=tp.UTF8)
    nulls = tp.page(0, tp.levels([0, 1, 0]) + tp.texts("c2"), 3)
    by_hand("nulls-by-hand.parquet", tp.file(3, [(optional, [nulls], {})]), columns=["customer"], rows=[[None], ["c2"], [None]])
    lzo = {"codec": 3}
    by_hand("codec-lzo.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3)], lzo)]), error="Parquet|LZO")
    by_hand("encoding-unknown.parquet", tp.file(3, [(elem, [tp.page(0, plain, 3, encoding=77)], {})]), error="Parquet")
    other = tp.element("date", tp.BYTE_ARRAY, tp.REQUIRED, converted=tp.UTF8)
    uneven = [(elem, [tp.page(0, plain, 3)], {}), (other, [tp.page(0, tp.texts("2024-01-02", "2024-01-03"), 2)], {"count": 2})]
    by_hand("uneven-columns.parquet", tp.file(3, uneven), error="Parquet|column date")


def repeated():
    elem = tp.element("items", tp.INT32, tp.REPEATED)
    levels = struct.pack("<I", 2) + bytes([3 << 1, 0])
    definition = struct.pack("<I", 2) + bytes([3 << 1, 1])
    page = tp.page(0, levels + definition + struct.pack("<3i", 1, 2, 3), 3)
    customer = tp.element("customer", tp.BYTE_ARRAY, tp.REQUIRED, converted=tp.UTF8)
    ids = tp.page(0, tp.texts("c1", "c2", "c3"), 3)
    content = tp.file(3, [(customer, [ids], {}), (elem, [page], {})])
    by_hand("repeated-no-annotation.parquet", content, columns=["customer", "items"], rows=[["c1", "[1]"], ["c2", "[2]"], ["c3", "[3]"]])


def decimals():
    def hand(name, kind, payload, precision, scale, values, length=None):
        elem = tp.element("amount", kind, tp.REQUIRED, length=length, converted=tp.DECIMAL, scale=scale, precision=precision)
        content = tp.file(len(values), [(elem, [tp.page(0, payload, len(values))], {})])
        by_hand(name, content, columns=["amount"], rows=[[v] for v in values])

    hand("decimal-int32.parquet", tp.INT32, struct.pack("<3i", 100, -5, 999_999_999), 9, 2, ["1.00", "-0.05", "9999999.99"])
    hand("decimal-int64.parquet", tp.INT64, struct.pack("<3q", 10**17, -1, 2**53 + 1), 18, 4, ["10000000000000.0000", "-0.0001", "900719925474.0993"])
    byte_array = tp.texts(b"\x01\x00", b"\xff", b"", (10**30).to_bytes(13, "big"))
    hand("decimal-byte-array.parquet", tp.BYTE_ARRAY, byte_array, 38, 3, ["0.256", "-0.001", "0.000", "1000000000000000000000000000.000"])
    fixed = b"".join(v.to_bytes(5, "big", signed=True) for v in [1, -256, 10**10])
    hand("decimal-fixed-5.parquet", tp.FLBA, fixed, 10, 0, ["1", "-256", "10000000000"], length=5)
    D = decimal.Decimal
    wide = ["9" * 38, "-" + "9" * 38, "0"]
    parquet("decimal-38-0.parquet", pa.table({"amount": pa.array([D(v) for v in wide], pa.decimal128(38, 0))}))
    parquet("decimal-38-38.parquet", pa.table({"amount": pa.array([D("0." + "1" * 38), D("-0." + "0" * 37 + "1"), None], pa.decimal128(38, 38))}))
    parquet("decimal-76-20.parquet", pa.table({"amount": pa.array([D("9" * 56 + "." + "1" * 20), D("-1"), None], pa.decimal256(76, 20))}))
    for precision, scale, name in [(1, 0, "1-0"), (9, 9, "9-9"), (18, 2, "18-2")]:
        values = [D("9" * precision).scaleb(-scale), D("-1").scaleb(-scale), None]
        parquet(f"decimal-{name}.parquet", pa.table({"amount": pa.array(values, pa.decimal128(precision, scale))}), store_decimal_as_integer=True)
    small = pa.table({"a": pa.array([D("1.5"), None], pa.decimal32(5, 2)), "b": pa.array([D("-1.5"), None], pa.decimal64(15, 2))})
    parquet("decimal-32-64.parquet", small, store_schema=True)


def int96(days_and_nanos):
    return b"".join(struct.pack("<qi", nanos, day + 2440588) for day, nanos in days_and_nanos)


def int96s():
    elem = tp.element("date", tp.INT96, tp.REQUIRED)

    def hand(name, moments):
        content = tp.file(len(moments), [(elem, [tp.page(0, int96(moments), len(moments))], {})])
        rows = [[time_text((day * 86400 * 10**9 + nanos) // 1000, "us", False)] for day, nanos in moments]
        by_hand(name, content, columns=["date"], rows=rows)

    hand("int96.parquet", [(19724, 0), (19724, 3_600_000_000_000 + 123_456_000), (-1, 86_399_000_000_000)])
    # 1677-09-21 to 2262-04-11 is what 64 bits of nanoseconds hold.
    hand("int96-out-of-range.parquet", [(2932896, 0), (-719162, 0), (-141428, 1000), (106752, 0), (5_000_000, 0)])
    in_range = pa.table({"date": pa.array([1704153600123456, None, -1], pa.timestamp("us")), "customer": ["a", "b", None]})
    for stored in [False, True]:
        parquet(f"int96-pyarrow{'-schema' if stored else ''}.parquet", in_range, use_deprecated_int96_timestamps=True, store_schema=stored)
    zoned = pa.table({"date": pa.array([1704153600123456, None], pa.timestamp("us", "Europe/Berlin"))})
    parquet("int96-zoned.parquet", zoned, use_deprecated_int96_timestamps=True, store_schema=True)


def times():
    whole = [1704153600, -1, None, 0]
    for unit in ["s", "ms", "us", "ns"]:
        per = 10 ** DIGITS[unit]
        values = [v if v is None else v * per + (per // 10 if v else 0) for v in whole]
        for zone in [None, "UTC", "America/New_York", "+05:30"]:
            name = {None: "naive", "UTC": "utc", "America/New_York": "new-york", "+05:30": "offset"}[zone]
            table = pa.table({"date": pa.array(values, pa.timestamp(unit, zone))})
            if unit == "s":  # Parquet has none in whole seconds
                parquet(f"time-s-{name}.parquet", table, store_schema=True)
            else:
                parquet(f"time-{unit}-{name}.parquet", table, store_schema=unit == "us")
            arrow(f"time-{unit}-{name}.arrow", table)
    far = pa.table({"date": pa.array([253402300800, -62135596801, 10**13, None], pa.timestamp("s"))})
    arrow("time-far.arrow", far)
    parquet("time-far.parquet", far.cast(pa.schema([("date", pa.timestamp("ms"))])))
    days = pa.table({"date": pa.array([19724, -1, None, 2932896], pa.date32())})
    parquet("date32.parquet", days)
    arrow("date32.arrow", days)
    ms = pa.table({"date": pa.array([19724 * 86400000, -86400000, None], pa.date64())})
    parquet("date64.parquet", ms, store_schema=True)
    arrow("date64.arrow", ms)
    clock = {
        "t_s": pa.array([0, 86399, None], pa.time32("s")), "t_ms": pa.array([1, 86399999, None], pa.time32("ms")),
        "t_us": pa.array([1, 86399999999, None], pa.time64("us")), "t_ns": pa.array([1, 86399999999999, None], pa.time64("ns")),
    }  # fmt: skip
    arrow("clock.arrow", pa.table(clock))
    parquet("clock.parquet", pa.table(clock), store_schema=True)


def numbers():
    ints = {
        "u8": pa.array([0, 255, None], pa.uint8()), "u16": pa.array([0, 65535, None], pa.uint16()),
        "u32": pa.array([0, 2**32 - 1, None], pa.uint32()), "u64": pa.array([2**53 + 1, 2**64 - 1, None], pa.uint64()),
        "i8": pa.array([-128, 127, None], pa.int8()), "i16": pa.array([-(2**15), 2**15 - 1, None], pa.int16()),
        "i64": pa.array([-(2**63), 2**63 - 1, None], pa.int64()), "id": pa.array([9007199254740993, 9007199254740995, None], pa.int64()),
    }  # fmt: skip
    parquet("integers.parquet", pa.table(ints))
    arrow("integers.arrow", pa.table(ints))
    floats = {
        "half": pa.array([1.5, math.nan, None, -0.0, 65504.0], pa.float16()),
        "single": pa.array([0.1, math.inf, None, 16777216.0, 3.5], pa.float32()),
        "double": pa.array([0.1 + 0.2, -math.inf, None, 12346.0, 1e21], pa.float64()),
    }
    parquet("floats.parquet", pa.table(floats))
    arrow("floats.arrow", pa.table(floats))
    parquet("nan-in-stats.parquet", pa.table({"x": [1.0, math.nan]}), write_statistics=True)
    parquet("single-nan.parquet", pa.table({"mycol": pa.array([math.nan], pa.float64())}), write_statistics=True)


def texts():
    kinds = {
        "plain": pa.string(), "large": pa.large_string(), "view": pa.string_view(),
        "binary": pa.binary(), "large-binary": pa.large_binary(), "binary-view": pa.binary_view(),
    }  # fmt: skip
    values = ["c1", None, "", "José Ω 🛒", "a longer text than twelve bytes", "\ufeffmarked", "a\0b"]
    for name, kind in kinds.items():
        column = [v.encode() if v is not None and "binary" in str(kind) else v for v in values]
        table, plain = pa.table({"customer": pa.array(column, kind)}), pa.table({"customer": values})
        for stored in [False, True]:
            if kind == pa.binary_view() and not stored:
                continue
            parquet(f"text-{name}{'-schema' if stored else ''}.parquet", table, store_schema=stored, expected=plain)
        arrow(f"text-{name}.arrow", table, expected=plain)
    fixed = pa.table({"customer": pa.array([b"abcd", None, b"wxyz"], pa.binary(4))})
    parquet("text-fixed.parquet", fixed)
    arrow("text-fixed.arrow", fixed)
    bytes_ = pa.table({"customer": pa.array([b"\xff\xfe\x00", None], pa.binary())})
    parquet("bytes.parquet", bytes_, error="column customer.*UTF-8")
    arrow("bytes.arrow", bytes_, error="column customer.*UTF-8")
    parquet("large-string.brotli.parquet", pa.table({"customer": ["x" * 300_000, "y"]}), compression="brotli", use_dictionary=True)
    EXPECTED["parquet"]["large-string.brotli.parquet"] = {"lengths": [300_000, 1]}


def dictionaries():
    coded = pa.DictionaryArray.from_arrays(pa.array([0, None, 2, 1, 0], pa.int8()), pa.array(["a", "b", "c"]))
    null_value = pa.DictionaryArray.from_arrays(pa.array([0, 1, None, 2], pa.int32()), pa.array(["a", None, "c"]))
    for name, column in [("dictionary-nulls", coded), ("dictionary-null-value", null_value)]:
        table = pa.table({"channel": column})
        if name == "dictionary-nulls":
            parquet(f"{name}.parquet", table, store_schema=True, use_dictionary=True)
        arrow(f"{name}.arrow", table)
    for kind in [pa.int64(), pa.decimal128(21, 2), pa.timestamp("us"), pa.date32(), pa.large_string(), pa.float64(), pa.bool_()]:
        whole = pa.array([1, 2, 3], pa.int32() if kind == pa.date32() else pa.int64())
        values = {pa.bool_(): pa.array([True, False]), pa.large_string(): pa.array(["x", "y", "z"], pa.large_string())}.get(kind)
        values = whole.cast(kind) if values is None else values
        indices = pa.array([1, None, 0, 1], pa.uint8())
        table = pa.table({"v": pa.DictionaryArray.from_arrays(indices, values)})
        arrow(f"dictionary-of-{str(kind).split('(')[0].split('[')[0]}.arrow", table)
    schema = pa.schema([("channel", pa.dictionary(pa.int32(), pa.string()))])
    first, second, third = ["ads"], ["ads", "mail"], ["shop", "mail", "phone"]

    def batch(codes, words):
        return pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(words))], schema)

    def stream(name, batches, deltas, writer=ipc.new_stream):
        path = TESTS / "arrow/files" / name
        with writer(str(path), schema, options=ipc.IpcWriteOptions(emit_dictionary_deltas=deltas)) as out:
            for one in batches:
                out.write(one)
        expect("arrow", name, pa.Table.from_batches(batches))

    grown = [batch([0, 0, None], first), batch([1, 0], second)]
    stream("dictionary-delta.arrows", grown, True)
    stream("dictionary-delta-file.arrow", grown, True, ipc.new_file)
    stream("dictionary-replacement.arrows", [*grown, batch([0, None, 2], third)], False)


def shapes():
    parquet("zero-rows.parquet", ORDERS.slice(0, 0))
    arrow("zero-rows.arrow", ORDERS.slice(0, 0))
    none = pa.table({})
    parquet("zero-columns.parquet", none, error="no column")
    arrow("zero-columns.arrow", none, error="no column")
    parquet("row-groups.parquet", pa.table({"v": pa.array(range(60), pa.int32())}), row_group_size=1)
    path = TESTS / "parquet/files/empty-row-groups.parquet"
    with pq.ParquetWriter(path, ORDERS.schema, store_schema=False) as writer:
        for part in [ORDERS.slice(0, 0), ORDERS.slice(0, 2), ORDERS.slice(0, 0), ORDERS.slice(2)]:
            writer.write_table(part)
    expect("parquet", "empty-row-groups.parquet", ORDERS)
    arrow("empty-batches.arrow", ORDERS, batches=[ORDERS.slice(0, 0), ORDERS.slice(0, 2), ORDERS.slice(0, 0), ORDERS.slice(2)])
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array(["c"])], names=["x", "x", "x_2"])
    renamed = pa.Table.from_arrays(twice.columns, names=["x", "x_3", "x_2"])
    parquet("twice.parquet", twice, expected=renamed)
    arrow("twice.arrow", twice, expected=renamed)
    odd = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"]), pa.array(["c"])], names=["__proto__", "a.b", " spaced "])
    parquet("odd-names.parquet", odd)
    arrow("odd-names.arrow", odd)
    null = pa.table({"customer": ["a", "b"], "nothing": pa.nulls(2)})
    parquet("null-column.parquet", null, store_schema=True)
    arrow("null-column.arrow", null)
    sliced = ORDERS.slice(1, 3)
    arrow("sliced.arrow", sliced)


NESTED = pa.table({
    "customer": ["c1", "c2", None],
    "user": pa.array([{"id": "u1", "geo": {"country": "DE", "zip": 10115}}, None, {"id": None, "geo": None}]),
    "tags": pa.array([["a", None], None, []], pa.list_(pa.string())),
    "props": pa.array([[("k", 1)], [], None], pa.map_(pa.string(), pa.int32())),
    "items": pa.array([[{"sku": "A", "price": decimal.Decimal("9.90")}], None, []], pa.list_(pa.struct([("sku", pa.string()), ("price", pa.decimal128(9, 2))]))),
})  # fmt: skip


def nested():
    rows = [
        ["c1", "u1", "DE", "10115", '["a",null]', '{"k":1}', '[{"sku":"A","price":9.90}]'],
        ["c2", None, None, None, None, "{}", None],
        [None, None, None, None, "[]", None, "[]"],
    ]
    names = ["customer", "user.id", "user.geo.country", "user.geo.zip", "tags", "props", "items"]
    pq.write_table(NESTED, TESTS / "parquet/files/nested.parquet", store_schema=False)
    EXPECTED["parquet"]["nested.parquet"] = {"columns": names, "rows": rows}
    with ipc.new_file(str(TESTS / "arrow/files/nested.arrow"), NESTED.schema) as out:
        out.write_table(NESTED)
    EXPECTED["arrow"]["nested.arrow"] = {"columns": names, "rows": rows}
    deep_type, deep_value = pa.int32(), 1
    for _ in range(40):
        deep_type, deep_value = pa.list_(deep_type), [deep_value]
    deep = pa.table({"customer": ["c1"], "deep": pa.array([deep_value], deep_type)})
    pq.write_table(deep, TESTS / "parquet/files/deep.parquet", store_schema=False)
    EXPECTED["parquet"]["deep.parquet"] = {"error": "column deep.*nest"}
    with ipc.new_file(str(TESTS / "arrow/files/deep.arrow"), deep.schema) as out:
        out.write_table(deep)
    EXPECTED["arrow"]["deep.arrow"] = {"error": "column deep.*nest"}


class PlainKms(pe.KmsClient):
    def __init__(self, _configuration):
        pe.KmsClient.__init__(self)

    def wrap_key(self, key_bytes, _master):
        return key_bytes.hex()

    def unwrap_key(self, wrapped_key, _master):
        return bytes.fromhex(wrapped_key)


def encrypted():
    factory = pe.CryptoFactory(PlainKms)
    for name, plaintext in [("encrypted.parquet", False), ("encrypted-column.parquet", True)]:
        configuration = pe.EncryptionConfiguration(footer_key="f", column_keys={"c": ["amount"]}, plaintext_footer=plaintext)
        properties = factory.file_encryption_properties(pe.KmsConnectionConfig(), configuration)
        with pq.ParquetWriter(TESTS / "parquet/files" / name, ORDERS.schema, encryption_properties=properties) as writer:
            writer.write_table(ORDERS)
        EXPECTED["parquet"][name] = {"error": "encrypted"}


def arrow(name, table, *, expected=None, error=None, batches=None, options=None, writer=ipc.new_file):
    with writer(str(TESTS / "arrow/files" / name), table.schema, options=options) as out:
        for one in batches or [table]:
            out.write_table(one)
    if error:
        expect("arrow", name, error=error)
    else:
        expect("arrow", name, table if expected is None else expected)


def big_endian(content, start):
    """The schema's vector of offsets sends its field endianness, left out where little, to some 1 that stands near."""
    out, at = bytearray(content), start + 8
    root = at + struct.unpack_from("<i", content, at)[0]
    offsets = root - struct.unpack_from("<i", content, root)[0]
    header = root + struct.unpack_from("<H", content, offsets + 8)[0]
    schema = header + struct.unpack_from("<I", content, header)[0]
    offsets = schema - struct.unpack_from("<i", content, schema)[0]
    one = next(i for i in range(4, 60_000) if struct.unpack_from("<h", content, schema + i)[0] == 1)
    struct.pack_into("<H", out, offsets + 4, one)
    return bytes(out)


def arrow_only():
    arrow("stream.arrows", ORDERS, writer=ipc.new_stream)
    arrow("file.arrow", ORDERS)
    arrow("legacy.arrows", ORDERS, writer=ipc.new_stream, options=ipc.IpcWriteOptions(use_legacy_format=True))
    arrow("legacy-v4.arrow", ORDERS, options=ipc.IpcWriteOptions(metadata_version=ipc.MetadataVersion.V4))
    long = pa.table({"customer": [f"customer-{i % 7}" for i in range(400)], "units": pa.array(range(400), pa.int64())})
    for codec in ["lz4", "zstd"]:
        arrow(f"compressed-{codec}.arrow", long, options=ipc.IpcWriteOptions(compression=codec))
        arrow(f"compressed-{codec}.arrows", ORDERS, writer=ipc.new_stream, options=ipc.IpcWriteOptions(compression=codec))
    ends = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3], pa.int32()), pa.array(["a", "b"]))
    arrow("run-ends.arrow", pa.table({"channel": ends}), error="Arrow|column channel")
    views = pa.table({"customer": ["a"], "v": pa.array([[1]], pa.list_view(pa.int32()))})
    arrow("list-view.arrow", views, error="Arrow|column v")
    spans = pa.table({"customer": ["a"], "span": pa.array([5], pa.duration("s"))})
    arrow("duration.arrow", spans, error="column span")
    for name in ["stream.arrows", "file.arrow"]:
        content = big_endian((TESTS / "arrow/files" / name).read_bytes(), 8 if name == "file.arrow" else 0)
        (TESTS / "arrow/files" / f"big-endian-{name}").write_bytes(content)
        EXPECTED["arrow"][f"big-endian-{name}"] = {"error": "big-endian"}
    stream = (TESTS / "arrow/files/stream.arrows").read_bytes()
    (TESTS / "arrow/files/two-streams.arrows").write_bytes(stream + stream)
    EXPECTED["arrow"]["two-streams.arrows"] = {"error": "Arrow stream: bytes follow its end"}
    # A disk that was not written to the end holds zeros.
    (TESTS / "arrow/files/zeros.arrows").write_bytes(stream[: stream.index(b"\xff\xff\xff\xff", 8)] + bytes(512))
    EXPECTED["arrow"]["zeros.arrows"] = {"error": "Arrow stream: bytes follow its end"}
    (TESTS / "arrow/files/no-end.arrows").write_bytes(stream[:-8])
    expect("arrow", "no-end.arrows", ORDERS)
    tensor = pa.Tensor.from_numpy(__import__("numpy").zeros((2, 2)))
    with pa.OSFile(str(TESTS / "arrow/files/tensor.arrow"), "wb") as out:
        ipc.write_tensor(tensor, out)
    EXPECTED["arrow"]["tensor.arrow"] = {"error": "Arrow|tensor"}


def main():
    for folder in EXPECTED:
        (TESTS / folder / "files").mkdir(parents=True, exist_ok=True)
        for old in (TESTS / folder / "files").iterdir():
            old.unlink()
    for make in [codecs, lz4_of_old, encodings, pages, repeated, decimals, int96s, times, numbers, texts, dictionaries, shapes, nested, encrypted, arrow_only]:
        make()
    for folder, files in EXPECTED.items():
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry, ensure_ascii=False)}" for name, entry in sorted(files.items()))
        (TESTS / folder / "files/expected.json").write_text("{\n" + lines + "\n}\n")


main()
