/** The place in the TypeScript source of a place in the JavaScript made from it. Lines and columns count from one. */
export function originalPosition(file: string, line: number, column: number): { line: number; column: number };
