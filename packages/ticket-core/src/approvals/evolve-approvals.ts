import type { TicketEvent } from '../events.ts';
import type { ApprovalStage } from './approval.ts';

/** A ticket's approval stages after one more event. */
export function evolveApprovals(
  stages: readonly ApprovalStage[],
  event: TicketEvent,
): readonly ApprovalStage[] {
  switch (event.type) {
    case 'ApprovalRequested':
      return [...withdrawn(stages, event.withdrawn, event.at), ...event.stages];
    case 'ApprovalsWithdrawn':
      return withdrawn(stages, event.stageIds, event.at);
    case 'ApprovalDecided': {
      const { stageId, vote } = event;
      return stages.map((stage) =>
        stage.id === stageId
          ? {
              ...stage,
              votes: [
                ...stage.votes.filter(({ approverId }) => approverId !== vote.approverId),
                vote,
              ],
            }
          : stage,
      );
    }
    default:
      return stages;
  }
}

function withdrawn(stages: readonly ApprovalStage[], ids: readonly string[], at: number) {
  return stages.map((stage) =>
    ids.includes(stage.id) && stage.withdrawnAt === null ? { ...stage, withdrawnAt: at } : stage,
  );
}
