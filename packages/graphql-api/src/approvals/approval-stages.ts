import {
  type ApprovalStage,
  emptySelection,
  everyRow,
  type ManySelection,
  type Row,
  type RowList,
  rowsOf,
} from '@wardline/platform';

/** What to read of a ticket's approvals to know where they stand; under `$stages`. */
export function approvalStages(): ManySelection {
  const stage = emptySelection(
    'id',
    'name',
    'position',
    'lane',
    'quorum',
    'requestedAt',
    'withdrawnAt',
  );
  const vote = emptySelection('approverId', 'castById', 'decision', 'note', 'votedAt');
  stage.many.set('$votes', everyRow('votes', vote));
  return everyRow('approvals', stage, { filter: { withdrawnAt: { isNull: true } } });
}

/** The approvals in force, as the decisions take them. */
export function stagesOf(row: Row): readonly ApprovalStage[] {
  return rowsOf(row.$stages as RowList).map((stage) => {
    const votes = rowsOf(stage.$votes as RowList);
    const said = votes.filter(({ decision }) => decision !== null);
    return {
      ...stage,
      approverIds: votes.map(({ approverId }) => approverId),
      votes: said.map(({ votedAt, ...vote }) => ({ ...vote, at: Date.parse(votedAt as string) })),
    } as unknown as ApprovalStage;
  });
}
