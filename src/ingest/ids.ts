/** How ids are compared. */

/** 12346.0 → 12346: what a spreadsheet or a data frame makes of a whole number beside an empty cell. */
export const withoutPointZero = (id: string) => id.replace(/^(\d+)\.0+$/, '$1')

/** The id that a cell of customers is read as. */
export const customerIdOf = (cell: string, { idNormalise }: { readonly idNormalise: boolean }) =>
  idNormalise ? withoutPointZero(cell.trim()) : cell.trim()
