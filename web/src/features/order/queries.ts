import { queryOptions } from '@tanstack/react-query';
import { api, asked, read, type Schemas } from '../../api/client';
import type { paths } from '../../api/schema';
import type { Page } from '../../ui/DataTable';

export type OrderRow = Schemas['OrderRow'];
export type OrderBody = paths['/orders']['post']['requestBody']['content']['application/json'];
export type Order = Awaited<ReturnType<typeof readOrder>>;
export type ChangeBody = paths['/orders/{id}/changes']['post']['requestBody']['content']['application/json'];
export type DeliveryBody = paths['/orders/{id}/deliveries']['post']['requestBody']['content']['application/json'];
export type OrderFilter = NonNullable<paths['/orders']['get']['parameters']['query']>;

const money = (key: string) => ({ ...asked, 'Idempotency-Key': key });

export const orders = (filter: OrderFilter, page: Page) =>
  queryOptions({
    queryKey: ['orders', filter, page],
    queryFn: () => read(api.GET('/orders', { params: { query: { ...filter, ...page } } })),
  });

const readOrder = (id: string) => read(api.GET('/orders/{id}', { params: { path: { id } } }));
export const order = (id: string) => queryOptions({ queryKey: ['order', id], queryFn: () => readOrder(id) });

export const placeOrder = (body: OrderBody, key: string) => read(api.POST('/orders', { body, params: { header: money(key) } }));
export const deliverOrder = (id: string, body: DeliveryBody, key: string) =>
  read(api.POST('/orders/{id}/deliveries', { body, params: { path: { id }, header: money(key) } }));
export const changeOrder = ({ id, version }: OrderRow, body: ChangeBody, key: string) =>
  read(api.POST('/orders/{id}/changes', { body, params: { path: { id }, header: { ...money(key), 'If-Match': String(version) } } }));

/** What the credit check would say to the order as changed; nothing is written. */
export const changeCheck = ({ id, version }: OrderRow, body: ChangeBody) =>
  queryOptions({
    queryKey: ['order-change', id, version, body],
    queryFn: async () => {
      const header = { ...money(crypto.randomUUID()), 'If-Match': String(version) };
      return (await read(api.POST('/orders/{id}/changes', { body, params: { path: { id }, query: { dry_run: true }, header } }))).decision;
    },
    retry: false,
  });

export const closeOrder = (id: string, reason: string, key: string) =>
  read(api.POST('/orders/{id}/close', { body: { reason }, params: { path: { id }, header: money(key) } }));
export const cancelOrder = (id: string, reason: string, key: string) =>
  read(api.POST('/orders/{id}/cancel', { body: { reason }, params: { path: { id }, header: money(key) } }));
