import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

/** A refusal of the server, or `web.offline` when there was no answer at all. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
    this.name = 'ProblemError';
  }
}

export function problemOf(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'detail' in body) return body as Problem;
  return { type: 'about:blank', title: String(status), status, code: 'web.unexpected', detail: typeof body === 'string' ? body : '' };
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof ProblemError ? error.problem.status : undefined;
}
