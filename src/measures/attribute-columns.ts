/** Attributes of the customers of histories, column by column. */

import type { Attributes, CustomerValues } from '../rollups/attributes.ts'
import type { Histories } from '../rollups/histories.ts'

export interface AttributeColumn {
  readonly name: string
  /** Customer → code of the value; -1 where the customer has none. */
  readonly codes: Int32Array
  /** Codes are less than this; which value has which says nothing. */
  readonly distinct: number
  text(code: number): string
}

type Customers = Pick<Histories, 'customers' | 'id'>

/** In the order in which the columns were asked for; 4 bytes a customer and column. */
export function attributeColumns({ columns, sources }: Attributes, customers: Customers): AttributeColumn[] {
  const found = sources.flatMap(({ values }) => {
    const places = placesOf(values, customers)
    return values.columns.map((name, column): AttributeColumn => {
      const codes = values.codes[column]!
      const dictionary = values.values[column]!
      return {
        name,
        codes: places.map(place => (place === -1 ? -1 : codes[place]!)),
        distinct: dictionary.size,
        text: code => dictionary.text(code),
      }
    })
  })
  return columns.map(name => found.find(column => column.name === name)!)
}

/** Customers of histories of whom a source has no row. */
export const customersMissing = (values: CustomerValues, customers: Customers): number =>
  placesOf(values, customers).reduce((missing, place) => missing + (place === -1 ? 1 : 0), 0)

function placesOf({ find }: CustomerValues, { customers, id }: Customers): Int32Array {
  const places = new Int32Array(customers)
  for (let customer = 0; customer < customers; customer++) places[customer] = find(id(customer))
  return places
}
