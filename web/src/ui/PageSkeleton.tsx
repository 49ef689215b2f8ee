import { Skeleton } from 'antd';

export function PageSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 1, width: 320 }} />
      <div className="panel">
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </div>
    </div>
  );
}
