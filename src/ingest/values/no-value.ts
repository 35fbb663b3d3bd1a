/** Words that exports write where there is no value. */

const words = (text: string) => text.split(' ')

/** What no id, date or number is: what databases, data frames and spreadsheets print for nothing. */
export const NO_VALUE = words(
  'NULL null Null \\N (null) (NULL) [NULL] [null] <null> <NULL> NaN nan NAN <NA> #N/A #NULL! None undefined',
)

/** And what is none where a date or a number is expected, though it may well be a name. */
const NO_DATE_OR_NUMBER = words('NA N/A n/a na NaT nat - -- – — . ? 0000-00-00')

const inDatesAndNumbers = new Set([...NO_VALUE, ...NO_DATE_OR_NUMBER, '0000-00-00 00:00:00'])

/** Whether the trimmed cell of a date or a number says that there is none. */
export const isNoDateOrNumber = (text: string) => text.length <= 19 && inDatesAndNumbers.has(text)
