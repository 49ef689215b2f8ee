import { describe, expect, it } from 'vitest';
import { changed, differences, figuresOf, pathOf, read, stepsOf, textOf } from './figures';

const policy = {
  version: 1,
  aging: [7, 15, 30],
  penalty: { percent: '5', both: true },
  stages: [
    { code: 'remind', days: 1 },
    { code: 'legal', days: 31 },
  ],
};

describe('figures of a policy', () => {
  it('are every plain value and every list of them, without the head', () => {
    expect(figuresOf(policy).map(({ place }) => place.join('/'))).toEqual([
      'aging',
      'penalty/percent',
      'penalty/both',
      'stages/0/code',
      'stages/0/days',
      'stages/1/code',
      'stages/1/days',
    ]);
  });
  it('are read as what they were, and what is not is refused', () => {
    expect(read('7、15，45', [7, 15, 30])).toEqual([7, 15, 45]);
    expect(read('7, x', [7])).toBeUndefined();
    expect(read('1.5', 3)).toBeUndefined();
    expect(read('0.0005', '0.0004')).toBe('0.0005');
    expect(read(' 4 \n', '3\n')).toBe(' 4 \n');
    expect(textOf([7, 15])).toBe('7, 15');
  });
  it('change one by one, and leave the first policy as it was', () => {
    const next = changed(policy, ['stages', 1, 'days'], 45);
    expect(next.stages[1]).toEqual({ code: 'legal', days: 45 });
    expect(policy.stages[1]).toEqual({ code: 'legal', days: 31 });
    expect(differences(policy, next)).toEqual([{ path: 'stages[legal].days', old: '31', new: '45' }]);
    expect(changed(policy, ['stages', 0], undefined).stages).toEqual([{ code: 'legal', days: 31 }]);
    expect(changed(policy, ['penalty', 'both'], undefined).penalty).toEqual({ percent: '5' });
  });
  it('go by the codes of their rows, and by number where rows have none', () => {
    expect(pathOf(policy, ['stages', 1, 'days'])).toBe('stages[legal].days');
    const presets = [
      {
        name: 'longer',
        days: [
          { grade: 'A', none: 30 },
          { grade: 'B', none: 0 },
        ],
      },
    ];
    expect(pathOf({ presets }, ['presets', 0, 'days', 1, 'none'])).toBe('presets[longer].days[B].none');
    expect(pathOf({ chains: [{ kind: 'a' }, { kind: 'a' }] }, ['chains', 1, 'kind'])).toBe('chains[1].kind');
    expect(stepsOf('chains[0].levels[2].roles').map(({ name }) => name)).toEqual(['chains', '1', 'levels', '3', 'roles']);
    expect(stepsOf('stages[legal].from_days').map(({ inList }) => inList)).toEqual([false, true, false]);
  });
});
