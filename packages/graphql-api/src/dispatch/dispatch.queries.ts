import { NameOrder } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { Absence, CoManagedAgreement, Rotation } from '../rows.ts';

listQuery('rotations', Rotation, 'Rotation', {
  description: 'Who is on call, by rule, by name unless ordered otherwise. Clients see none.',
  orderBy: NameOrder,
});
listQuery('absences', Absence, 'Absence', {
  description: 'Who cannot work when, the latest end first. Clients see none.',
});
listQuery('coManagedAgreements', CoManagedAgreement, 'CoManagedAgreement', {
  description: 'What was agreed with clinics on whose which work is, the latest first.',
});
