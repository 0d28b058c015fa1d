import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const worker = fileURLToPath(new URL('dist/sw.js', import.meta.url));
const backend = process.env.COMPANION_BACKEND ?? 'http://127.0.0.1:8000';

export default defineConfig({
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    // Inlined assets would be data: addresses, which the content security policy allows for images only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Each file costs a bad network a way there and back: one for all that every page needs, one for what
        // several pages share, one for the page.
        codeSplitting: {
          groups: [
            { name: 'app', tags: ['$initial'], priority: 2 },
            {
              name: 'parts',
              test: /src\/(components\/(?!qr)|pages\/(names|content-lines|calendar\/save))/,
              minShareCount: 2,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: backend, changeOrigin: false } } },
  plugins: [
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'index.ts',
      injectRegister: false,
      manifest: false,
      integration: {
        // The plugin would name the worker after its source, `index.js`.
        beforeBuildServiceWorker: options => {
          options.swDest = worker;
          options.injectManifest.swDest = worker;
        },
      },
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,webmanifest}'],
        // What only stores, installers, organizers or readers without JavaScript look at need not be on every phone.
        globIgnores: [
          '.vite/**',
          'screens/**',
          'icons/{apple-touch-icon,icon-512,maskable-512}.png',
          'assets/organizer-*',
          'reading.css',
          // The server answers with it for the other's address where a browser prefers English.
          'manifest.en.webmanifest',
        ],
      },
    }),
  ],
});
