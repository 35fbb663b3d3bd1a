/** Runs of entries of some customers alone. */

export interface PickedRuns {
  readonly offsets: Uint32Array
  /** Where each entry of theirs stood: what `pickAt` takes. */
  readonly entries: Uint32Array
}

/** The runs at those places, which ascend; those of customer c are offsets[c] to offsets[c + 1]. */
export function pickRuns(offsets: Uint32Array, places: Uint32Array): PickedRuns {
  const picked = new Uint32Array(places.length + 1)
  for (let rank = 0; rank < places.length; rank++)
    picked[rank + 1] = picked[rank]! + offsets[places[rank]! + 1]! - offsets[places[rank]!]!
  const entries = new Uint32Array(picked[places.length]!)
  for (let rank = 0; rank < places.length; rank++) {
    const shift = offsets[places[rank]!]! - picked[rank]!
    for (let i = picked[rank]!; i < picked[rank + 1]!; i++) entries[i] = i + shift
  }
  return { offsets: picked, entries }
}
