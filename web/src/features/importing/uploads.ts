import type { Upload } from './queries';

// What the server saw in a file (columns, samples, a suggestion) comes once, with the upload; kept for the mapping step
// and for a reload in the same tab.
const keyOf = (id: string) => `tandem.upload.${id}`;

export function keepUpload(upload: Upload): void {
  sessionStorage.setItem(keyOf(upload.id), JSON.stringify(upload));
}

export function keptUpload(id: string): Upload | undefined {
  const text = sessionStorage.getItem(keyOf(id));
  return text ? (JSON.parse(text) as Upload) : undefined;
}
