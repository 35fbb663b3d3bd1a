"""Parquet files written by hand, for what no current writer makes: thrift's compact protocol and the few structs needed."""

import struct
import zlib

I32, I64, BINARY, LIST, STRUCT, TRUE, BYTE = 5, 6, 8, 9, 12, 1, 3
BOOLEAN, INT32, INT64, INT96, FLOAT, DOUBLE, BYTE_ARRAY, FLBA = range(8)
REQUIRED, OPTIONAL, REPEATED = range(3)
PLAIN, PLAIN_DICTIONARY, RLE, BIT_PACKED = 0, 2, 3, 4
UTF8, DECIMAL = 0, 5


def varint(n):
    out = bytearray()
    while True:
        byte = n & 0x7F
        n >>= 7
        out.append(byte | (0x80 if n else 0))
        if not n:
            return bytes(out)


def zigzag(n):
    return varint((n << 1) ^ (n >> 63) if n < 0 else n << 1)


def value(kind, v):
    if kind in (I32, I64):
        return zigzag(v)
    if kind == BINARY:
        v = v.encode() if isinstance(v, str) else v
        return varint(len(v)) + v
    if kind == LIST:
        of, items = v
        size = bytes([len(items) << 4 | of]) if len(items) < 15 else bytes([0xF0 | of]) + varint(len(items))
        return size + b"".join(value(of, item) for item in items)
    if kind == STRUCT:
        return thrift(v)
    raise ValueError(kind)


def thrift(fields):
    """{id: (kind, value)} in ascending order of ids."""
    out, last = bytearray(), 0
    for fid, (kind, v) in fields.items():
        short = {True: 1, False: 2}[v] if kind == TRUE else kind
        out.append((fid - last) << 4 | short)
        out += b"" if kind == TRUE else value(kind, v)
        last = fid
    return bytes(out) + b"\0"


def page(kind, payload, count, *, encoding=PLAIN, raw_size=None, crc=None):
    """A data page of version 1 (kind 0) or a dictionary page (kind 2); payload as it stands in the file."""
    header = {
        1: (I32, kind),
        2: (I32, len(payload) if raw_size is None else raw_size),
        3: (I32, len(payload)),
    }
    if crc is not None:
        crc = zlib.crc32(payload) if crc is True else crc
        header[4] = (I32, crc - (1 << 32) if crc >= 1 << 31 else crc)
    if kind == 0:
        header[5] = (STRUCT, {1: (I32, count), 2: (I32, encoding), 3: (I32, RLE), 4: (I32, RLE)})
    else:
        header[7] = (STRUCT, {1: (I32, count), 2: (I32, encoding)})
    return thrift(header) + payload


def element(name, kind=None, repetition=None, *, length=None, children=None, converted=None, scale=None, precision=None):
    fields = {}
    for fid, field_kind, v in [
        (1, I32, kind), (2, I32, length), (3, I32, repetition), (4, BINARY, name),
        (5, I32, children), (6, I32, converted), (7, I32, scale), (8, I32, precision),
    ]:  # fmt: skip
        if v is not None:
            fields[fid] = (field_kind, v)
    return fields


def chunk_meta(kind, path, codec, count, size, raw_size, data_offset, dictionary_offset, encodings):
    meta = {
        1: (I32, kind), 2: (LIST, (I32, encodings)), 3: (LIST, (BINARY, path)), 4: (I32, codec),
        5: (I64, count), 6: (I64, raw_size), 7: (I64, size), 9: (I64, data_offset),
    }  # fmt: skip
    if dictionary_offset is not None:
        meta[11] = (I64, dictionary_offset)
    return meta


def file(rows, columns, *, schema=None, created_by="by hand", key_values=None, declared_rows=None):
    """columns: (element, pages, options); options: codec, path, count, dictionary_offset, raw_size, has_dictionary."""
    out, chunks = bytearray(b"PAR1"), []
    for elem, pages, options in columns:
        start = len(out)
        body = b"".join(pages)
        has_dictionary = options.get("has_dictionary", False)
        data_offset = start + (len(pages[0]) if has_dictionary else 0)
        dictionary_offset = options.get("dictionary_offset", start if has_dictionary else None)
        out += body
        meta = chunk_meta(
            elem[1][1], options.get("path", [elem[4][1]]), options.get("codec", 0), options.get("count", rows),
            len(body), options.get("raw_size", len(body)), data_offset, dictionary_offset,
            options.get("encodings", [PLAIN, RLE, PLAIN_DICTIONARY]),
        )  # fmt: skip
        chunks.append({2: (I64, start), 3: (STRUCT, meta)})
    total = len(out) - 4
    elements = schema or [element("schema", children=len(columns)), *[elem for elem, _, _ in columns]]
    footer = {
        1: (I32, 1),
        2: (LIST, (STRUCT, elements)),
        3: (I64, rows if declared_rows is None else declared_rows),
        4: (LIST, (STRUCT, [{1: (LIST, (STRUCT, chunks)), 2: (I64, total), 3: (I64, rows)}])),
    }
    if key_values:
        footer[5] = (LIST, (STRUCT, [{1: (BINARY, k), 2: (BINARY, v)} for k, v in key_values.items()]))
    footer[6] = (BINARY, created_by)
    tail = thrift(footer)
    return bytes(out) + tail + struct.pack("<I", len(tail)) + b"PAR1"


def texts(*values_):
    return b"".join(struct.pack("<I", len(v)) + v for v in (t.encode() if isinstance(t, str) else t for t in values_))


def levels(bits, width=1):
    """Definition levels of a v1 page: a length, then one run-length run per level."""
    runs = b"".join(varint(1 << 1) + bytes([bit]) for bit in bits)
    return struct.pack("<I", len(runs)) + runs
