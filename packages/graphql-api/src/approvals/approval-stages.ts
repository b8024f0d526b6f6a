import {
  type CountedStage,
  emptySelection,
  everyRow,
  type ManySelection,
  type Row,
  type RowList,
  rowsOf,
} from '@wardline/platform';

/** What to read of a ticket's approvals to know where they stand, and no more of it; under `$stages`. */
export function approvalStages(): ManySelection {
  const stage = emptySelection('lane', 'quorum');
  const vote = emptySelection('approverId', 'castById', 'decision');
  stage.many.set('$votes', everyRow('votes', vote));
  return everyRow('approvals', stage, { filter: { withdrawnAt: { isNull: true } } });
}

/** The approvals in force, as far as it takes to sum them up. */
export function stagesOf(row: Row): readonly CountedStage[] {
  return rowsOf(row.$stages as RowList).map(({ lane, quorum, $votes }) => {
    const votes = rowsOf($votes as RowList);
    return {
      ...{ lane, quorum, withdrawnAt: null },
      approverIds: votes.map(({ approverId }) => approverId),
      votes: votes.filter(({ decision }) => decision !== null),
    } as unknown as CountedStage;
  });
}
