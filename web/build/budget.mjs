// The byte budget: gzip sizes of what the first page with charts loads, and of each page that is loaded later.
// node build/budget.mjs [DIST]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = process.argv[2] ?? 'dist';
const firstLimit = 650;
const laterLimit = 60;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

const kib = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;

/** A chunk with everything it imports statically, and its styles. */
function closure(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const name of chunk.imports ?? []) closure(name, seen);
  return seen;
}

const sum = (files) => [...files].reduce((total, file) => total + kib(file), 0);
const first = closure('index.html');
for (const key of ['src/features/insight/DashboardPage.tsx', 'src/ui/Chart.tsx']) closure(key, first);
const firstSize = sum(first);
let failed = firstSize > firstLimit;
console.log(
  `${failed ? 'OVER' : 'ok  '} ${firstSize.toFixed(1).padStart(7)} KiB of ${firstLimit}  dashboard with charts, ${first.size} files`,
);

for (const [key, chunk] of Object.entries(manifest).sort()) {
  if (!chunk.isDynamicEntry || first.has(chunk.file)) continue;
  const size = sum([...closure(key)].filter((file) => !first.has(file)));
  const over = size > laterLimit;
  failed ||= over;
  console.log(`${over ? 'OVER' : 'ok  '} ${size.toFixed(1).padStart(7)} KiB of ${laterLimit}  ${key}`);
}
process.exit(failed ? 1 : 0);
