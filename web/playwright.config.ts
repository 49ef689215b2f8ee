import { defineConfig } from '@playwright/test';

// What only looks: every page in both languages and themes, at every width. All other tests do something in the book.
const pages = /(access|address|alone|figures|layout)\.spec\.ts/;

// Chromium is the system's: nothing is downloaded. Playwright itself turns the sandbox off, which root and containers need.
export default defineConfig({
  testDir: 'e2e',
  outputDir: process.env.E2E_OUTPUT ?? 'test-results',
  workers: 1,
  projects: [
    { name: 'pages', testMatch: pages },
    { name: 'work', testIgnore: pages },
  ],
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
