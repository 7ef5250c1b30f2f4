/** What the Dubbo and the Thrift sample server answer. */
export function greet(word: string, name: string, label: string): string {
  return `${word} ${name}, response from ${label}`;
}

/** The label of the server that greets so; the whole text when it is no such greeting. */
export function labelOf(greeting: string): string {
  return /, response from (\S+)$/.exec(greeting)?.[1] ?? greeting;
}
