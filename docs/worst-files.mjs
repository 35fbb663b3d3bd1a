/**
 * Ten exports as bad as they come, made here, and what `tenure inspect` says of each: docs/worst-files.md, written by
 * `npm run docs`. A test checks that it was, and that what it says to type works when it is typed.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printed } from './console.mjs'

/** Excel on an older German Windows: bytes of windows-1252. */
const latin1 = text => Buffer.from(text, 'latin1')

/** File name, what is wrong with it in a sentence, its content; and, where it tells more, what is typed. */
export const worstFiles = [
  {
    name: 'rechnungen.csv',
    what: 'Saved by Excel on a German Windows: semicolons, decimal commas, and umlauts that are not UTF-8.',
    content: latin1(
      `Kunden-Nr;Rechnungsdatum;Rechnungsnummer;Gesamtbetrag;Straße
K1;03.01.2024;R1;1.234,50;Hauptstraße 1
K2;15.01.2024;R2;20,00;Gärtnerweg 2
K1;28.01.2024;R3;9,99;Hauptstraße 1
`,
    ),
  },
  {
    name: 'day-or-month.csv',
    what: 'Every day is below 13, so that no date says whether the day or the month comes first.',
    content: `customer,date,total
ann,03/04/2024,10.50
bob,05/06/2024,20.00
ann,07/08/2024,5.25
`,
  },
  {
    name: 'thousands.csv',
    what: 'One thousand two hundred and thirty-four, or one and a quarter?',
    content: `client_id;date;revenue
1;2024-01-03;1,234
2;2024-01-05;2,500
1;2024-01-20;1,050
`,
  },
  {
    name: 'no-header.csv',
    what: 'Somebody has cut off the line of column names.',
    content: `1001,C17,2024-01-03,19.99
1002,C18,2024-01-04,5.00
1003,C17,2024-01-09,12.50
`,
  },
  {
    name: 'shop.csv',
    what: 'Orders that were never paid stand beside those that were, and there is a net and a gross.',
    content: `order_id,customer_id,order_date,gross,net,tax,shipping,status
1,a,2024-01-03,11.90,10.00,1.90,0,completed
2,b,2024-01-04,23.80,20.00,3.80,0,cancelled
3,a,2024-01-05,119.00,100.00,19.00,0,pending
4,c,2024-01-06,5.95,5.00,0.95,0,test
5,a,2024-01-09,47.60,40.00,7.60,4.90,completed
6,b,2024-01-10,35.70,30.00,5.70,4.90,shipped
`,
  },
  {
    name: 'lines.csv',
    what: 'A row for each product, and each row repeats the total of its order.',
    content: `order_id,customer_id,order_date,product,order_total
1,a,2024-01-03,mug,30.00
1,a,2024-01-03,plate,30.00
2,b,2024-01-04,mug,12.00
3,a,2024-01-09,bowl,44.00
3,a,2024-01-09,spoon,44.00
3,a,2024-01-09,fork,44.00
`,
  },
  {
    name: 'online-retail.csv',
    what: 'Ids that a data frame has made numbers, cancellations whose id begins with C, prices by the unit.',
    content: `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,HEART,6,12/1/2010 8:26,2.55,17850.0,United Kingdom
536365,71053,LANTERN,6,12/1/2010 8:26,3.39,17850.0,United Kingdom
C536379,D,Discount,-1,12/13/2010 9:41,27.5,14527.0,United Kingdom
536370,22728,ALARM,24,12/14/2010 8:45,3.75,12583.0,France
536371,POST,POSTAGE,3,12/14/2010 9:00,18,,France
C536383,35004C,DUCKS,-1,12/15/2010 9:49,4.65,15311.0,United Kingdom
536372,22632,HAND WARMER,6,12/16/2010 9:01,1.85,17850.0,United Kingdom
`,
  },
  {
    name: 'typing-errors.csv',
    what: 'A 30th of February, a year that has not come, a number in words, two currencies, a line of totals.',
    content: `customer_id,order_id,order_date,amount,currency
a,1,2024-01-03,10.00,EUR
b,2,2024-01-04,20.00,EUR
a,3,2024-02-30,7.00,EUR
b,4,2024-01-05,8.00,USD
c,5,2204-01-05,9.00,EUR
c,6,2024-01-06,nine,EUR
Total rows: 6
`,
  },
  {
    name: 'orders.csv',
    what: 'Orders of Shopify: an order of three items is three rows, of which two are almost empty.',
    content: `Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Cancelled at,Refunded Amount
#1001,ann@example.com,paid,EUR,40.00,5.00,8.55,53.55,2024-01-03 10:20:33 +0100,2,Mug,12.00,,0.00
#1001,ann@example.com,,,,,,,2024-01-03 10:20:33 +0100,1,Plate,16.00,,
#1002,bob@example.com,partially_refunded,EUR,20.00,0.00,3.80,23.80,2024-01-05 23:50:00 +0100,1,Mug,12.00,,3.80
#1003,cat@example.com,pending,EUR,99.00,0.00,0.00,99.00,2024-01-11 08:00:00 +0100,1,Vase,99.00,,
#1004,dan@example.com,voided,EUR,15.00,0.00,0.00,15.00,2024-01-12 08:00:00 +0100,1,Mug,15.00,2024-01-12 09:00:00 +0100,
`,
  },
  {
    name: 'export.csv',
    what: 'A workbook that was only renamed.',
    content: Buffer.from('504b03041400060008000000210062ee9d685e010000900400001300', 'hex'),
  },
]

const INTRO = `# The worst files

Ten exports as people have them, and what \`tenure inspect\` says of each in a terminal of 80 columns: what is wrong, and what
to type next. Each command under "What to type next" works as it stands. The files are made by
[worst-files.mjs](worst-files.mjs); this page is written by \`npm run docs\`.
`

/** The page as it should stand. */
export async function worstFilesPage() {
  const folder = mkdtempSync(join(tmpdir(), 'tenure-docs-'))
  const home = process.cwd()
  process.chdir(folder)
  try {
    const parts = []
    for (const [place, file] of worstFiles.entries()) {
      writeFileSync(file.name, file.content)
      parts.push(await part(file, place + 1))
    }
    return [INTRO, ...parts].join('\n')
  } finally {
    process.chdir(home)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function part({ name, what, content }, number) {
  const words = `inspect ${name}`
  const shown = typeof content === 'string' ? ['```csv', content.trimEnd(), '```', ''] : []
  return [
    `## ${number}. ${name}`,
    '',
    what,
    '',
    ...shown,
    '```console',
    `$ tenure ${words}`,
    await printed(words, 80),
    '```',
    '',
  ].join('\n')
}
