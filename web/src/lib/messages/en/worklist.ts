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
  'worklist.emptyStart': 'Register your first AI system',
  'worklist.due': 'Due {when}',
  'worklist.overdue': 'Overdue since {when}',
  'worklist.open': 'Open',
  'worklist.countNow.one': '{count} thing needs you now',
  'worklist.countNow.other': '{count} things need you now',
} as const
