export const worklist = {
  'worklist.title': 'Worklist',
  'worklist.purpose': 'What waits for you, the most urgent first.',
  'worklist.now': 'Now',
  'worklist.soon': 'Soon',
  'worklist.later': 'Later',
  'worklist.emptyTitle': 'Nothing waits for you',
  'worklist.emptyText':
    'When a gate needs your signature, a monitor raises an alarm or an assessment falls due, it appears here.',
  'worklist.emptyAction': 'See the AI systems',
  'worklist.due': 'Due {when}',
  'worklist.overdue': 'Overdue since {when}',
} as const
