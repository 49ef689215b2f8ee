import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { apiDocs } from './build/api_docs.ts';

const server = process.env.TANDEM_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), apiDocs()],
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // antd comes once, with the first page; the pages after it are small.
        codeSplitting: {
          groups: [{ name: 'antd', test: /node_modules\/(@rc-component\/(table|tree|cascader)|antd\/es\/(table|tree))\// }],
        },
      },
    },
  },
  server: { proxy: { '/api/v1': server, '/healthz': server } },
  test: { include: ['src/**/*.test.ts'] },
});
