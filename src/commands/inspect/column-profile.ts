/** What the cells of one column are, gathered as they pass. */

import type { RawColumn } from '../../batches/raw.ts'
import { shortened } from '../../errors/index.ts'
import { AmountParser, type DecimalSign, decimalEvidence } from '../../ingest/values/amounts.ts'
import { parseTime, type TimeFormat, timeEvidence } from '../../ingest/values/times.ts'
import { zoneNamed } from '../../math/zone.ts'
import { type CellKind, kindOfColumn, kindOfText } from './cell-kind.ts'
import { Distinct, type Room } from './distinct.ts'
import { hash, hashText } from '../../batches/hash-set.ts'
import { Range, TextRange } from './range.ts'
import type { RowHashes } from './row-hashes.ts'
import { Shapes } from './shapes.ts'
import { ValueCounts } from './value-counts.ts'

/** How numbers and dates are written is taken from the first so many cells; only the order of values depends on it. */
const CONVENTION_CELLS = 1000

/** For putting numbers in order; they are shown as they are written. */
const ORDER_SCALE = 4

/** Any zone would do: dates are only put in order. */
const UTC = zoneNamed('UTC')!

const PLAIN = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

const SCIENTIFIC = /\de[-+]?\d/i

export type ColumnKind = CellKind | 'mixed' | 'empty' | 'nested'

export class ColumnProfile {
  readonly name: string
  cells = 0
  empty = 0
  /** Cells such as 4.0128e+10, and the first of them. */
  scientific = 0
  firstScientific: string | null = null
  /** The most frequent values, where there are few. */
  readonly values = new ValueCounts()
  /** What the texts look like. */
  readonly shapes = new Shapes()
  readonly #kinds = new Map<CellKind, number>()
  readonly #distinct: Distinct
  readonly #numbers = new Range()
  readonly #dates = new Range()
  readonly #texts = new TextRange()
  /** The first cells, until that is decided: not by batches, which end where they will. */
  #first: OrderedCell[] | null = []
  #numberOf = numberReader('.')
  #dateFormat: TimeFormat | null = null
  #plainNumbers = 0
  #isNested = false

  constructor(name: string, room: Room) {
    this.name = name
    this.#distinct = new Distinct(room)
  }

  add(column: RawColumn, rows: number, rowHashes: RowHashes): void {
    if (column.kind === 'nested') this.#isNested = true
    if (this.#isNested) return
    const typed = kindOfColumn(column)
    for (let row = 0; row < rows; row++) {
      const text = column.text(row)?.trim()
      this.cells++
      if (!text) {
        this.empty++
        rowHashes.addCell(row, 0, 0)
        continue
      }
      hashText(text)
      this.#distinct.add(hash.low, hash.high)
      rowHashes.addCell(row, hash.low, hash.high)
      this.values.add(text)
      this.#addKind({ kind: typed ?? kindOfText(text), text, ms: column.ms?.(row) })
    }
  }

  get kind(): ColumnKind {
    if (this.#isNested) return 'nested'
    const [kind = 'empty', ...others] = this.#kinds.keys()
    if (others.length === 0) return kind
    return this.isNumeric ? 'decimal' : 'mixed'
  }

  /** Every cell is a number. */
  get isNumeric(): boolean {
    const numbers = (this.#kinds.get('integer') ?? 0) + (this.#kinds.get('decimal') ?? 0)
    return numbers > 0 && numbers === this.cells - this.empty
  }

  /** Every cell is a number as programs write it. */
  get isPlainNumber(): boolean {
    return this.isNumeric && this.#plainNumbers === this.cells - this.empty
  }

  /** At least some cells are dates. */
  get hasDates(): boolean {
    return this.#kinds.has('date')
  }

  get distinct(): number {
    return this.#distinct.count
  }

  get isApproximate(): boolean {
    return this.#distinct.isApproximate
  }

  get range(): { readonly least: string | null; readonly greatest: string | null } {
    this.#decideConventions()
    if (this.isNumeric) return this.#numbers
    return this.kind === 'date' ? this.#dates : this.#texts
  }

  /** A few different values, the most frequent first where there are few. */
  get examples(): string[] {
    return this.values.first(3).map(shortened)
  }

  #addKind(cell: OrderedCell): void {
    const { kind, text } = cell
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1)
    if ((kind === 'integer' || kind === 'decimal') && PLAIN.test(text)) this.#plainNumbers++
    if (kind !== 'decimal' && kind !== 'date') this.shapes.add(text)
    if (kind === 'decimal' && SCIENTIFIC.test(text)) {
      this.scientific++
      this.firstScientific ??= text
    }
    this.#texts.add(text)
    if (!this.#first) this.#addInOrder(cell)
    else if (this.#first.push(cell) === CONVENTION_CELLS) this.#decideConventions()
  }

  #addInOrder({ kind, text, ms }: OrderedCell): void {
    if (kind === 'integer' || kind === 'decimal') this.#numbers.add(this.#numberOf(text), text)
    if (kind === 'date') this.#dates.add(ms ?? this.#instantOf(text), text)
  }

  #instantOf(text: string): number {
    return this.#dateFormat ? parseTime(text, this.#dateFormat, UTC) : Number.NaN
  }

  #decideConventions(): void {
    if (!this.#first) return
    const first = this.#first
    const texts = first.map(({ text }) => text)
    const { point, comma } = decimalEvidence(texts)
    this.#numberOf = numberReader(comma > point ? ',' : '.')
    const [mostSeen] = [...timeEvidence(texts).formats].sort(([, a], [, b]) => b - a)
    this.#dateFormat = mostSeen?.[0] ?? null
    this.#first = null
    for (const cell of first) this.#addInOrder(cell)
  }
}

/** A cell as it is put in order. */
interface OrderedCell {
  readonly kind: CellKind
  readonly text: string
  /** Of a date that is stored as one. */
  readonly ms: number | undefined
}

function numberReader(decimal: DecimalSign): (text: string) => number {
  const parser = new AmountParser(decimal, ORDER_SCALE)
  return text => {
    const plain = decimal === '.' ? Number(text) : Number.NaN
    return Number.isNaN(plain) ? parser.parse(text) / 10 ** ORDER_SCALE : plain
  }
}
