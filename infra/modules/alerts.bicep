metadata description = 'What wakes a person, and nothing else does.'

@description('Ends of the names of the alerts and of the action group.')
param suffix string

@description('Region of the log alerts.')
param location string

@description('Tags of every alert.')
param tags { *: string }

@description('Who is told.')
param email string

@description('Workspace that the log alerts read.')
param workspaceId string

@description('Application Insights resource that the metric alert reads.')
param insightsId string

@description('Queues in which no message may ever arrive.')
param poisonQueues string[]

@description('How long the learner may be silent; at least three of its ticks.')
param learnerSilentAfter 'PT1H' | 'PT2H' | 'PT3H' | 'PT6H' | 'P1D'

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

// The host's own warning about a poison message cannot be used here: with OpenTelemetry in the worker, the host keeps that category to itself.
var logAlerts = [
  {
    key: 'poison'
    severity: 1
    description: 'A message failed every try and waits in a poison queue.'
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and StatusText == "Success" and Uri matches regex "/(${join(poisonQueues, '|')})/"'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'silent-learner'
    severity: 2
    description: 'The learner has not run: corrections are kept but change nothing.'
    query: 'union isfuzzy=true AppRequests, AppDependencies | where Name has "Learn"'
    window: learnerSilentAfter
    operator: 'LessThan'
    threshold: 1
  }
  {
    key: 'waiting'
    severity: 3
    description: 'A claim has waited for a person for long, or nobody answered it in time.'
    query: 'AppTraces | where toint(Properties.EventId) in (1101, 1102)'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'discrepancy'
    severity: 1
    description: 'Something about money does not agree, and a person has to look.'
    query: 'AppTraces | where toint(Properties.EventId) == 3301'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    key: 'day-limit'
    severity: 2
    description: 'The limit of what the agent may pay out alone in a day was reached: it only suggests until the day is over.'
    query: 'AppTraces | where toint(Properties.EventId) == 3010'
    window: 'PT15M'
    operator: 'GreaterThan'
    threshold: 0
  }
]

resource onLogs 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for alert in logAlerts: {
  name: 'alert-${alert.key}-${suffix}'
  location: location
  tags: tags
  properties: {
    displayName: alert.key
    description: alert.description
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
          operator: alert.operator
          threshold: alert.threshold
          failingPeriods: { minFailingPeriodsToAlert: 1, numberOfEvaluationPeriods: 1 }
        }
      ]
    }
    actions: { actionGroups: [oncall.id] }
    autoMitigate: true
    skipQueryValidation: true
  }
}]

resource onFailures 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-failures-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Requests fail.'
    severity: 2
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'failed'
          metricName: 'requests/failed'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Count'
        }
      ]
    }
    actions: [{ actionGroupId: oncall.id }]
  }
}
