/** Texts by code, told of little by little by whoever counts them: another thread. */

export interface TextPiece {
  readonly bytes: Uint8Array
  /** Where each text ends; the first one starts at 0. */
  readonly ends: Int32Array
}

export class ToldTexts {
  #pieces: TextPiece[] = []

  add(piece: TextPiece): void {
    this.#pieces.push(piece)
  }

  /** Those that were not taken yet, in the order of their codes. */
  take(): readonly TextPiece[] {
    const pieces = this.#pieces
    this.#pieces = []
    return pieces
  }
}
