/** Numbers in sentences. */

export const count = (rows: number) => rows.toLocaleString('en-US')
