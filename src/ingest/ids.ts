/** How ids are compared. */

/** 12346.0 → 12346: what a spreadsheet or a data frame makes of a whole number beside an empty cell. */
export const withoutPointZero = (id: string) => id.replace(/^(\d+)\.0+$/, '$1')
