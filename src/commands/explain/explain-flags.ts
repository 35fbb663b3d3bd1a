/** What can be asked of `tenure explain`: what `tenure customers` can be asked. */

export {
  customersFlags as explainFlags,
  type CustomersOptions as ExplainOptions,
} from '../../analyses/customers/customers-flags.ts'
