/** What several questions of one run ask of the same columns is computed once. */

/** The same function, whose answer is kept as long as what it was asked of; the answer must not be changed. */
export function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>()
  return key => {
    const answer = known.get(key) ?? { value: compute(key) }
    known.set(key, answer)
    return answer.value
  }
}
