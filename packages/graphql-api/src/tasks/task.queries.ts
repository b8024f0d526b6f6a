import { ChecklistTemplateFilter, NameOrder, TaskFilter } from '../filters.ts';
import { listQuery } from '../reading/list-query.ts';
import { ChecklistTemplate, Task } from '../rows.ts';

listQuery('checklistTemplates', ChecklistTemplate, 'ChecklistTemplate', {
  description: 'The steps that tickets can be given, by name.',
  filter: ChecklistTemplateFilter,
  orderBy: NameOrder,
});

listQuery('tasks', Task, 'Task', {
  description:
    'The steps of tickets that you may see, oldest first: what is open in your lane, for example.',
  filter: TaskFilter,
  defaultOrder: [{ field: 'id', direction: 'ASC' }],
});
