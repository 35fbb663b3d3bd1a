/** What is told of a row with too few cells, or too many. */
export const raggedDetail = (cells: number, expected: number) =>
  `${cells} ${cells === 1 ? 'cell' : 'cells'} under a header of ${expected}`
