import { defineConfig } from '@playwright/test';

// Chromium is the system's: nothing is downloaded. Playwright itself turns the sandbox off, which root and containers need.
export default defineConfig({
  testDir: 'e2e',
  outputDir: process.env.E2E_OUTPUT ?? 'test-results',
  workers: 1,
  reporter: 'list',
  timeout: 120_000,
  // A busy machine may lose a click; what fails twice is wrong. The list names what passed only the second time.
  retries: 1,
  use: {
    baseURL: process.env.E2E_URL,
    locale: 'zh-CN',
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' },
  },
});
