import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { Json } from './figures';

export type PolicyName = Schemas['PolicyName'];
export type Policy = Schemas['Policy'];
export type PolicyVersion = Policy['versions'][number];

export const policies = queryOptions({ queryKey: ['policies'], queryFn: () => read(api.GET('/policies')) });

export const policy = (name: PolicyName) =>
  queryOptions({ queryKey: ['policies', name], queryFn: () => read(api.GET('/policies/{name}', { params: { path: { name } } })) });

export const policyPhases = queryOptions({ queryKey: ['policies', 'phases'], queryFn: () => read(api.GET('/policy-phases')) });
export type PolicyPhases = Schemas['PolicyPhases'];

export interface Entering {
  based_on: PolicyPhases['based_on'];
  effective_from: string;
  reason: string;
}
export const enterPhase = (code: string, body: Entering, key: string) =>
  read(api.POST('/policy-phases/{code}', { body, params: { path: { code }, header: { ...asked, 'Idempotency-Key': key } } }));

export type PolicyEffect = Schemas['PolicyEffect'];
export const policyEffect = (name: PolicyName, days: number) =>
  queryOptions({
    queryKey: ['policies', name, 'effect', days],
    queryFn: () => read(api.GET('/policies/{name}/effect', { params: { path: { name }, query: { days } } })),
  });

export interface NewVersion {
  based_on: number;
  effective_from: string;
  reason: string;
  policy: Record<string, Json>;
}

export const changePolicy = (name: PolicyName, body: NewVersion, key: string) =>
  read(api.POST('/policies/{name}', { body, params: { path: { name }, header: { ...asked, 'Idempotency-Key': key } } }));

export type WhatIf = Schemas['WhatIf'];
export const whatIf = (name: PolicyName, policy: Record<string, Json>) =>
  read(api.POST('/policies/{name}/what-if', { body: { policy }, params: { path: { name }, header: asked } }));
