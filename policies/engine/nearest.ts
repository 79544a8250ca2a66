/** The known word that takes the fewest edits (insert, delete, replace) to become; the first among equals. */
export function nearest(word: string, known: readonly string[]): string {
  let best = known[0] ?? "";
  for (const candidate of known) if (distance(word, candidate) < distance(word, best)) best = candidate;
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
