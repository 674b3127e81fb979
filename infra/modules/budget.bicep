metadata description = 'Tells when this environment costs more in a month than was meant. It stops nothing.'

@export()
@description('What a month may cost, in the currency of the subscription\'s bill.')
type Budget = {
  @description('Sum of a month.')
  @minValue(1)
  amount: int

  @description('First day of the month in which the budget is first deployed, as 2026-12-01. Never changed afterwards: Azure refuses that.')
  @minLength(10)
  @maxLength(10)
  start: string
}

@description('Name of the budget.')
param name string

@description('What a month may cost.')
param budget Budget

@description('Who is told.')
param email string

resource monthly 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: budget.amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: budget.start }
    notifications: {
      spent80: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: [email]
      }
      forecast100: {
        enabled: true
        operator: 'GreaterThan'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [email]
      }
    }
  }
}
