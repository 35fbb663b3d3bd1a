/** How many rows break a rule, and where the first of them stand. */

export interface Place {
  /** Place of the file in the order of reading. */
  readonly file: number
  /** 1 is the first row under the header; 0 where it is about the file as a whole. */
  readonly row: number
  readonly value: string
}

const KEPT = 5

export class FirstPlaces {
  rows = 0
  /** By file and row. */
  readonly firsts: Place[] = []

  /** `rows` that break the rule, the first of them at `place`; may come in any order. */
  add(place: Place, rows = 1): void {
    this.rows += rows
    const last = this.firsts.at(-1)
    if (this.firsts.length === KEPT && last && !isBefore(place, last)) return
    const at = this.firsts.findIndex(other => isBefore(place, other))
    this.firsts.splice(at < 0 ? this.firsts.length : at, 0, place)
    if (this.firsts.length > KEPT) this.firsts.pop()
  }

  addAll({ rows, firsts }: FirstPlaces): void {
    for (const place of firsts) this.add(place, 0)
    this.rows += rows
  }
}

const isBefore = (a: Place, b: Place) => a.file < b.file || (a.file === b.file && a.row < b.row)
