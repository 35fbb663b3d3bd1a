/** Table `customers`: every customer's values, scores and segment, by id. */

import type { Table } from '../../../report.ts'
import type { Histories } from '../../../rollups/histories.ts'
import type { Run } from '../../../rollups/run.ts'
import { column } from '../../columns.ts'
import { customerColumns } from '../../customer-columns.ts'
import type { Segmentation } from './segmentation.ts'

export function customersTable(segmentation: Segmentation, histories: Histories, run: Run): Table {
  const { values, measures, segments, names } = segmentation
  const { r, f, m } = measures
  return {
    name: 'customers',
    title: 'Scores and segment of every customer',
    rows: values.customers,
    columns: [
      ...customerColumns(segmentation, histories, run),
      column('r_score', 'integer', row => r.scores[row]!),
      column('f_score', 'integer', row => f.scores[row]!),
      column('m_score', 'integer', row => m?.scores[row] ?? null),
      column('segment', 'text', row => names[segments[row]!]!),
    ],
  }
}
