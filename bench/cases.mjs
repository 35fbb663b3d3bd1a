/** Every case of `npm run bench`, by name. Add one here and nowhere else. */

import { fileURLToPath } from 'node:url'
import {
  arrow,
  DUCKDB,
  double,
  jobsOver,
  lines,
  million,
  noOrder,
  orders,
  parquet,
  small,
  TENURE,
  tenfold,
  tenth,
} from './data.mjs'
import { runOnce } from './measure.mjs'

const segment = (file, ...options) => [TENURE, 'segment', file, '--quiet', ...options]

const groupBy = (file, reader = 'read_csv') => [
  DUCKDB,
  `SELECT customer_id, count(*), sum(amount), min(order_time), max(order_time)
   FROM ${reader}('${file}') GROUP BY customer_id`,
]

const groupByOrders = (file, reader = 'read_csv') => [
  DUCKDB,
  `SELECT customer_id, count(DISTINCT order_id), sum(amount), min(order_time), max(order_time)
   FROM ${reader}('${file}') GROUP BY customer_id`,
]

/** Growth accounting by month, as `lifecycle growth` prints it. */
const growthInSql = file => [
  DUCKDB,
  `WITH active AS (SELECT DISTINCT customer_id, year(order_time) * 12 + month(order_time) AS month FROM read_csv('${file}')),
     known AS (SELECT *, min(month) OVER own AS first, lag(month) OVER (own ORDER BY month) AS before
       FROM active WINDOW own AS (PARTITION BY customer_id)),
     months AS (SELECT month, count(*) AS active, count(*) FILTER (month = first) AS new,
       count(*) FILTER (before = month - 1) AS returned FROM known GROUP BY month)
   SELECT *, active - new - returned AS resurrecting, lag(active) OVER (ORDER BY month) - returned AS dormant FROM months`,
]

const triangle = file => [
  DUCKDB,
  `WITH months AS (
     SELECT DISTINCT customer_id, date_trunc('month', order_time::TIMESTAMP) AS month FROM read_csv('${file}')
   ), anchored AS (
     SELECT customer_id, month, min(month) OVER (PARTITION BY customer_id) AS cohort FROM months
   )
   SELECT cohort, datediff('month', cohort, month) AS period, count(*) FROM anchored GROUP BY ALL ORDER BY ALL`,
]

const TWENTY_RULES = fileURLToPath(new URL('./twenty-rules.schema.yaml', import.meta.url))

/** The rules of that schema, each as a count of the rows that break it. */
const rulesInSql = file => [
  DUCKDB,
  `SELECT count(*), sum(amount), count(*) - count(DISTINCT order_id), ${[
    'order_id IS NULL',
    "NOT regexp_full_match(order_id, 'O\\d{9}')",
    'order_time IS NULL',
    "order_time < TIMESTAMP '2000-01-01'",
    'order_time > now()::TIMESTAMP + INTERVAL 1 DAY',
    'customer_id IS NULL',
    'length(customer_id) < 9',
    'length(customer_id) > 9',
    'product IS NULL',
    'channel IS NULL',
    "channel NOT IN ('web', 'app', 'store', 'phone', 'marketplace', 'partner')",
    'country IS NULL',
    'length(country) < 2',
    'quantity IS NULL',
    'quantity < 1',
    'quantity > 100',
    'amount IS NULL',
    'amount < -1000',
    'amount > 100000',
  ]
    .map(broken => `count(*) FILTER (${broken})`)
    .join(', ')} FROM read_csv('${file}')`,
]

/** Questions without fits, as jobs of one run. */
const SIX = ['segment rfm', 'segment value', 'cohort', 'churn state', 'orders', 'lifecycle growth']
const AS_OF = ['--as-of', '2025-12-31']

const sixJobs = file => [TENURE, 'run', jobsOver(file, SIX), ...AS_OF, '--quiet']

/** The job that takes longest by itself, as a run of its own. */
function slowestOf(file) {
  const took = SIX.map(job => {
    const words = [TENURE, 'run', jobsOver(file, [job]), ...AS_OF, '--quiet']
    return { words, seconds: runOnce(words).seconds }
  })
  return took.sort((a, b) => b.seconds - a.seconds)[0].words
}

/**
 * `ours` beside `peer`, both as arguments of node; `metric` is what the figure is of, and `required` and `wanted`
 * are the ratios ours ÷ peer that it must not and should not pass; `limit` is in megabytes, of ours alone.
 */
export const cases = [
  {
    name: 'segment, no order column',
    metric: 'seconds',
    required: 0.9,
    wanted: 0.5,
    make: async () => ({ ours: segment(await noOrder()), peer: groupBy(await noOrder()) }),
  },
  {
    name: 'segment, order ids',
    metric: 'seconds',
    required: 0.8,
    wanted: 0.4,
    make: async () => ({ ours: segment(await orders()), peer: groupByOrders(await orders()) }),
  },
  {
    name: 'segment, 3 lines an order',
    metric: 'seconds',
    required: 0.8,
    wanted: 0.4,
    make: async () => ({ ours: segment(await lines()), peer: groupByOrders(await lines()) }),
  },
  {
    name: 'segment, Parquet',
    metric: 'seconds',
    required: 1.2,
    wanted: 0.7,
    make: async () => ({
      ours: segment(await parquet()),
      peer: groupByOrders(await parquet(), 'read_parquet'),
    }),
  },
  {
    name: 'segment, Arrow beside Parquet',
    metric: 'seconds',
    required: 1.2,
    wanted: 0.7,
    make: async () => ({
      ours: segment(await arrow()),
      peer: groupByOrders(await parquet(), 'read_parquet'),
    }),
  },
  {
    name: 'memory, no order column',
    metric: 'megabytes',
    required: 0.7,
    wanted: 0.4,
    make: async () => ({ ours: segment(await noOrder()), peer: groupBy(await noOrder()) }),
  },
  {
    name: 'memory, order ids',
    metric: 'megabytes',
    required: 0.7,
    wanted: 0.4,
    limit: 400,
    make: async () => ({ ours: segment(await orders()), peer: groupByOrders(await orders()) }),
  },
  {
    name: 'memory, 10 times the lines of the same orders',
    metric: 'megabytes',
    required: 1.1,
    wanted: 1,
    make: async () => ({
      ours: segment(await tenfold(), '--amount-is', 'line'),
      peer: segment(await tenth(), '--amount-is', 'line'),
    }),
  },
  {
    name: 'time, 10 times the rows',
    metric: 'seconds',
    required: 10.5,
    wanted: 10,
    make: async () => ({
      ours: segment(await noOrder()),
      peer: segment(await tenth(), '--order-key', 'row'),
    }),
  },
  {
    name: 'cohort triangle, a million customers',
    metric: 'seconds',
    required: 1,
    wanted: 0.5,
    make: async () => ({
      ours: [TENURE, 'cohort', await million(), '--complete-history', '--quiet'],
      peer: triangle(await million()),
    }),
  },
  {
    name: 'lifecycle growth, a million customers',
    metric: 'seconds',
    required: 1,
    wanted: 0.6,
    limit: 1500,
    make: async () => ({
      ours: [TENURE, 'lifecycle', 'growth', await million(), '--quiet'],
      peer: growthInSql(await million()),
    }),
  },
  {
    name: 'validate, 20 rules, twice the rows',
    metric: 'megabytes',
    required: 1,
    wanted: 0.7,
    limit: 500,
    make: async () => ({
      ours: [TENURE, 'validate', await double(), '--schema', TWENTY_RULES, '--quiet'],
      peer: rulesInSql(await double()),
    }),
  },
  {
    name: 'validate, 20 rules, twice the rows, time',
    metric: 'seconds',
    required: 8,
    wanted: 1,
    make: async () => ({
      ours: [TENURE, 'validate', await double(), '--schema', TWENTY_RULES, '--quiet'],
      peer: rulesInSql(await double()),
    }),
  },
  {
    name: 'six jobs in one run beside the slowest alone',
    metric: 'seconds',
    required: 1.5,
    wanted: 1.2,
    make: async () => ({ ours: sixJobs(await noOrder()), peer: slowestOf(await noOrder()) }),
  },
  {
    name: 'two threads beside one',
    metric: 'seconds',
    required: 1 / 1.5,
    wanted: 1 / 1.8,
    make: async () => ({
      ours: segment(await noOrder(), '--threads', '2'),
      peer: segment(await noOrder(), '--threads', '1'),
    }),
  },
  {
    name: 'threads allowed beside one, 10 MB',
    metric: 'seconds',
    required: 1.05,
    wanted: 1,
    make: async () => ({
      ours: segment(await small(), '--threads', '2'),
      peer: segment(await small(), '--threads', '1'),
    }),
  },
  {
    name: 'tenure --help beside node -e 0',
    metric: 'seconds',
    required: 2,
    wanted: 1.3,
    make: async () => ({ ours: [TENURE, '--help'], peer: ['-e', '0'] }),
  },
]
