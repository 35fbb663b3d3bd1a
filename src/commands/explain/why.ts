/** A number of the customer, and where it comes from. */

/** `number` is the name of its column in `tenure customers`. */
export interface Why {
  readonly number: string
  readonly value: string | null
  readonly because: string
}
