metadata description = 'What wakes a person, and nothing else does.'

@export()
@description('From where on the alerts fire. Twice the busiest normal hour or day is a good start.')
type Limits = {
  @description('Refunds in an hour, of all tenants together.')
  refundsPerHour: int

  @description('Refunds in a day.')
  refundsPerDay: int

  @description('Sums in whole units of a currency, for each one that is paid in. Any other currency fires at once.')
  sums: { currency: string, perHour: int, perDay: int }[]

  @description('Failed requests and runs in a quarter of an hour.')
  failures: int

  @description('Messages in a queue that are never fewer for half an hour.')
  backlog: int

  @description('Failed requests to the model in an hour, each try counted.')
  modelErrors: int

  @description('Rise of the share of claims that go to people, in hundredths of all claims.')
  @minValue(1)
  @maxValue(99)
  escalationRise: int

  @description('Claims of a tenant in an hour below which that share says nothing.')
  @minValue(1)
  escalationMinimum: int

  @description('How long the learner may be silent: at least three of its ticks.')
  learnerSilentAfter: '1h' | '2h' | '3h' | '6h' | '12h' | '1d'
}

@description('An alert on logs or metrics; its queries are in infra/alerts, and docs/operations.md says under its key what to do.')
type Alert = {
  @description('Its name in mails, in the portal and in the runbook.')
  key: string

  @description('1 now, day and night; 2 today; 3 this week.')
  severity: 1 | 2 | 3

  @description('What it means, in one sentence.')
  description: string

  @description('Returns a row for what is wrong, none otherwise.')
  query: string

  @description('How far back the query may look.')
  window: string

  @description('An event, told with every look that finds one. Otherwise a state, told once until it is over.')
  each: bool?
}

@description('Ends the names of the alerts and of the action group.')
param suffix string

@description('Region of the log alerts.')
param location string

@description('Tags of every alert.')
param tags { *: string }

@description('Who is told.')
param email string

@description('Workspace that the log alerts read.')
param workspaceId string

@description('From where on they fire.')
param limits Limits

@description('Address of docs/operations.md, so that every alert links to what to do.')
param runbook string

@description('The call of the health page, if Azure makes one.')
param probe { id: string, insightsId: string }?

resource oncall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-refund-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'refund'
    enabled: true
    emailReceivers: [{ name: 'oncall', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var poisonQueues = filter(loadJsonContent('../storage-names.json').queues, queue => endsWith(queue, '-poison'))
var sums = map(limits.sums, sum => '\'${sum.currency}\', ${sum.perHour}, ${sum.perDay}')

var logAlerts Alert[] = [
  {
    key: 'money-sum'
    severity: 1
    description: 'More money went out in an hour or a day than was meant, or some in a currency without a limit.'
    query: 'let Sums = datatable(Currency: string, PerHour: real, PerDay: real) [${join(sums, ', ')}];\n${loadTextContent('../alerts/money-sum.kql')}'
    window: 'P1D'
  }
  {
    key: 'money-count'
    severity: 1
    description: 'More refunds were made in an hour or a day than was meant.'
    query: 'let PerHour = ${limits.refundsPerHour}; let PerDay = ${limits.refundsPerDay};\n${loadTextContent('../alerts/money-count.kql')}'
    window: 'P1D'
  }
  {
    key: 'discrepancy'
    severity: 1
    description: 'Something about money does not agree, and a person has to look.'
    query: loadTextContent('../alerts/discrepancy.kql')
    window: 'PT2H'
    each: true
  }
  {
    key: 'unknown-refunds'
    severity: 1
    description: 'For half an hour nobody could find out whether a refund was made.'
    query: loadTextContent('../alerts/unknown-refunds.kql')
    window: 'PT30M'
  }
  {
    key: 'poison'
    severity: 1
    description: 'A message failed every try and waits in a poison queue.'
    query: loadTextContent('../alerts/poison.kql')
    window: 'PT30M'
  }
  {
    key: 'poison-written'
    severity: 1
    description: 'A message was put into a poison queue, as storage itself says: it holds while the app is dead.'
    query: 'let PoisonQueues = @\'/(${join(poisonQueues, '|')})/\';\n${loadTextContent('../alerts/poison-written.kql')}'
    window: 'PT30M'
  }
  {
    key: 'health'
    severity: 1
    description: 'No sign of life for half an hour: tickets wait and nothing else here can be trusted.'
    query: loadTextContent('../alerts/health.kql')
    window: 'PT1H'
  }
  {
    key: 'failures'
    severity: 2
    description: 'Requests or functions fail by a fault of ours.'
    query: 'let Failures = ${limits.failures};\n${loadTextContent('../alerts/failures.kql')}'
    window: 'PT15M'
  }
  {
    key: 'backlog'
    severity: 2
    description: 'A queue is long, or stands still: customers wait.'
    query: 'let Backlog = ${limits.backlog};\n${loadTextContent('../alerts/backlog.kql')}'
    window: 'PT30M'
  }
  {
    key: 'silent-learner'
    severity: 2
    description: 'The learner has not run for a tenant: corrections are kept but change nothing.'
    query: 'let SilentAfter = ${limits.learnerSilentAfter};\n${loadTextContent('../alerts/silent-learner.kql')}'
    window: 'P2D'
  }
  {
    key: 'day-limit'
    severity: 2
    description: 'The limit of what the agent may pay out alone in a day was reached: it only suggests until the day is over.'
    query: loadTextContent('../alerts/day-limit.kql')
    window: 'PT30M'
  }
  {
    key: 'escalations'
    severity: 3
    description: 'Many more claims than before go to people.'
    query: 'let Minimum = ${limits.escalationMinimum}; let Rise = ${limits.escalationRise} / 100.0;\n${loadTextContent('../alerts/escalations.kql')}'
    window: 'P2D'
  }
  {
    key: 'model-errors'
    severity: 3
    description: 'The model fails: the built-in advisor speaks in its place.'
    query: 'let ModelErrors = ${limits.modelErrors};\n${loadTextContent('../alerts/model-errors.kql')}'
    window: 'PT1H'
  }
  {
    key: 'waiting'
    severity: 3
    description: 'A claim has waited for a person for long, or nobody answered it in time.'
    query: loadTextContent('../alerts/waiting.kql')
    window: 'PT30M'
  }
]

resource onLogs 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: 'alert-${alert.key}-${suffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.key
    description: '${alert.description} What to do: ${runbook}#alert-${alert.key}'
    severity: alert.severity
    enabled: true
    evaluationFrequency: 'PT15M'
    windowSize: alert.window
    scopes: [workspaceId]
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
        }
      ]
    }
    actions: { actionGroups: [oncall.id] }
    autoMitigate: !(alert.?each ?? false)
    // A new workspace knows a table from its first row on, and no rule on it could be made before. infra/check-queries.sh validates instead.
    skipQueryValidation: true
  }
}]

resource onProbe 'Microsoft.Insights/metricAlerts@2026-01-01' = if (probe != null) {
  name: 'alert-unreachable-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The health page fails or cannot be reached from outside, so no webhook can arrive. What to do: ${runbook}#alert-unreachable'
    severity: 1
    enabled: true
    scopes: [probe!.id, probe!.insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: probe!.id
      componentId: probe!.insightsId
      failedLocationCount: 3
    }
    actions: [{ actionGroupId: oncall.id }]
    autoMitigate: true
  }
}
