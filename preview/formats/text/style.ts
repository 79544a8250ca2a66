import type { styleText } from "node:util";

/** Colors a text, or leaves it plain. */
export type Style = (style: Parameters<typeof styleText>[0], text: string) => string;
