import {
  type ApprovalStage,
  emptySelection,
  type Row,
  type RowList,
  rowsOf,
} from '@wardline/platform';

/** What to read of a ticket's approvals to know where they stand; under `$stages`. */
export function approvalStages() {
  const stage = emptySelection(
    'id',
    'name',
    'position',
    'lane',
    'quorum',
    'requestedAt',
    'withdrawnAt',
  );
  stage.many.set('$votes', {
    relation: 'votes',
    page: { first: 20 },
    selection: emptySelection('approverId', 'castById', 'decision', 'note', 'votedAt'),
    wantsCursors: false,
    wantsTotal: false,
  });
  return {
    relation: 'approvals',
    page: { first: 10, filter: { withdrawnAt: { isNull: true } } },
    selection: stage,
    wantsCursors: false,
    wantsTotal: false,
  };
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
