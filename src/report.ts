/**
 * What an analysis answers with, whatever the format: typed tables, the facts of the run, notes.
 * The one type that analyses produce and renderers consume.
 */

/** `null` is an empty cell: the value does not exist (a rate over nobody), never zero. */
export type Cell = string | number | boolean | null

/**
 * How a column's cells are to be read.
 * `money` is in currency units, already rounded to the currency's digits; `share` is a rate (1 = 100%);
 * `date` is a local day written YYYY-MM-DD; `integer` and `number` are counts and measures.
 */
export type ColumnType = 'text' | 'integer' | 'number' | 'money' | 'share' | 'date' | 'boolean'

export interface Column {
  /** snake_case, the field's standard word; the same in every format. */
  readonly name: string
  readonly type: ColumnType
  /** What one of it is: days, orders, customers, EUR. */
  readonly unit?: string
  /** Decimals shown to people (table, Markdown); the other formats carry the number as it is. */
  readonly decimals?: number
  /** Cells are computed when asked for, so that a table of a million rows needs no objects. */
  at(row: number): Cell
}

/**
 * How people see a long table as a triangle: one line per `rows` value, one column per `columns` value that
 * holds any value at all.
 */
export interface Pivot {
  readonly rows: string
  /** Further columns that are the same for a whole line, shown after `rows` (the size of a cohort). */
  readonly beside?: readonly string[]
  readonly columns: string
  readonly values: string
  /** Columns in front that part the lines: the values of one group are one triangle. */
  readonly by?: readonly string[]
  /** A boolean column; where false the cell is marked as incomplete. */
  readonly complete?: string
  /** Shade the values as a heat map where there is colour. */
  readonly shade?: boolean
}

/**
 * What people would rather look at than read, drawn under the table on a terminal. `curve`: y (a share) over x, one for each
 * value of `by`. `flow`: a bar for each move from one to another. `sparks`: each column of `values`, for each value of `by`,
 * row after row.
 */
export type Picture =
  | {
      readonly kind: 'curve'
      readonly x: string
      readonly y: string
      readonly by?: readonly string[]
      readonly isStep?: boolean
      /** Draw the line of equality beside it (Lorenz). */
      readonly hasDiagonal?: boolean
    }
  | { readonly kind: 'flow'; readonly from: string; readonly to: string; readonly value: string }
  | { readonly kind: 'sparks'; readonly by?: readonly string[]; readonly values: readonly string[] }

export interface Table {
  /** snake_case: what `--table` takes and what JSON is keyed by. */
  readonly name: string
  /** A line for people. */
  readonly title: string
  readonly rows: number
  readonly columns: readonly Column[]
  /** How many columns in front say what a row is of; 1 unless given. */
  readonly keys?: number
  readonly pivot?: Pivot
  readonly picture?: Picture
  /** Rows of it that people see at a terminal, where the table is long and another one sums it up. */
  readonly glance?: number
  /**
   * How people see it where a frame of one line a row will not do. `wrap`: long texts go on in the next line instead
   * of being cut. `record`: the same, and turned, with a line for each column and a column for each row.
   * `list`: no frame; the first column on a line of its own that is never broken, to be copied, the rest under it.
   */
  readonly show?: 'wrap' | 'record' | 'list'
  /** Only machines want it: table and Markdown leave it out unless it is asked for by name. */
  readonly forMachines?: boolean
  /** Columns that only machines want: left out of table and Markdown, present in every other format. */
  readonly hidden?: readonly string[]
  /** One line under the table: what to look at, how to read it. */
  readonly caption?: string
}

/** What one input file gave. Rows read = used + left out + set aside, always. */
export interface InputFacts {
  readonly file: string
  readonly format: string
  readonly rowsRead: number
  readonly rowsUsed: number
  /** Good rows that an option leaves out, by reason (after the as-of date, --where). */
  readonly leftOut: Readonly<Record<string, number>>
  /** Bad rows, by reason. */
  readonly setAside: Readonly<Record<string, number>>
  /** The first bad rows, located: "orders.csv row 17, date: 2024-13-01 is not a date". */
  readonly examples: readonly string[]
}

/** A reading of the input: which column plays which role, which convention its cells follow. */
export interface Reading {
  readonly what: string
  readonly value: string
  readonly source: 'guessed' | 'given'
  readonly why: string
  /** As nearly all exports are: stated in `meta`, and not worth a word to people. */
  readonly isUsual?: boolean
  /** The first file that is read so, where files differ. */
  readonly file?: string
}

export interface Facts {
  /** Local date, YYYY-MM-DD; null where the input holds no row at all. */
  readonly asOf: string | null
  readonly asOfGiven: boolean
  readonly timeZone: string
  readonly timeZoneGiven: boolean
  readonly currency: string | null
  readonly inputs: readonly InputFacts[]
  readonly readings: readonly Reading[]
  /** True where --where or --rows-since cut rows, so that anchors and gaps may be wrong. */
  readonly historyCut: boolean
}

export interface Report {
  /** The words the user typed: "churn state". */
  readonly command: string
  /** Every option in force, defaults included, by its flag name. */
  readonly options: Readonly<Record<string, unknown>>
  readonly tables: readonly Table[]
  readonly facts: Facts
  /** What a reader must know to not misread the answer; one sentence each. */
  readonly notes: readonly string[]
}
