import { defineConfig } from 'vite';

// The phone's own store code as one Node program, for tests that drive it from outside.
export default defineConfig({
  build: {
    ssr: 'tests/phone.ts',
    outDir: 'dist-test',
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'phone.mjs', codeSplitting: false } },
  },
  ssr: { noExternal: true },
  publicDir: false,
});
