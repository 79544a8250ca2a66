import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules/**", "**/.cache/**", "policies/compiled/**", "docs/**"] },
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Recursive value types can only be written as index signatures.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // Reading an indexed value that was just checked is clearer with `?? fallback` than with a type guard of its own.
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  // Plain CommonJS is what Node runs before any hook for TypeScript is installed.
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
