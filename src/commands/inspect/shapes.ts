/** What all texts of a column look like: O000000001 and O000000002 are an O and nine digits. */

/** Longer texts are prose. */
const LONGEST = 40

interface Run {
  readonly kind: 'digits' | 'upper' | 'lower' | 'other'
  /** The text, where it is the same in every cell; null where it differs. */
  text: string | null
  least: number
  most: number
}

const CLASSES: Readonly<Record<Run['kind'], string>> = {
  digits: '\\d',
  upper: '[A-Z]',
  lower: '[a-z]',
  other: '',
}

const RUNS = /(\d+)|([A-Z]+)|([a-z]+)|([^\dA-Za-z]+)/g

export class Shapes {
  #runs: Run[] | null = null
  #differ = false

  add(text: string): void {
    if (this.#differ) return
    const runs = text.length > LONGEST ? null : runsOf(text)
    if (this.#runs === null) this.#runs = runs
    else if (!runs || !joinsInto(this.#runs, runs)) this.#differ = true
    if (this.#runs === null) this.#differ = true
  }

  /** A regular expression that every cell matches; null where they are too unlike. */
  get pattern(): string | null {
    if (this.#differ || !this.#runs?.some(({ kind }) => kind === 'digits')) return null
    return this.#runs.map(runPattern).join('')
  }
}

function runsOf(text: string): Run[] {
  return [...text.matchAll(RUNS)].map(([part, digits, upper, lower]) => {
    const kind = digits ? 'digits' : upper ? 'upper' : lower ? 'lower' : 'other'
    return { kind, text: part, least: part.length, most: part.length }
  })
}

/** False where they are of different kinds, or where signs between them differ. */
function joinsInto(into: Run[], runs: readonly Run[]): boolean {
  if (into.length !== runs.length) return false
  for (const [i, run] of into.entries()) {
    const other = runs[i]!
    if (run.kind !== other.kind || (run.kind === 'other' && run.text !== other.text)) return false
    if (run.text !== other.text) run.text = null
    run.least = Math.min(run.least, other.least)
    run.most = Math.max(run.most, other.most)
  }
  return true
}

/** Digits count on, so that those of today say nothing of tomorrow's but their number where it never varies. */
function runPattern({ kind, text, least, most }: Run): string {
  if (text !== null && kind !== 'digits') return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  return `${CLASSES[kind]}${least === most ? `{${least}}` : '+'}`
}
