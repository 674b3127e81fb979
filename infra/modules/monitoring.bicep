metadata description = 'Where logs, traces and metrics go. Nothing is accepted from a caller that only knows the connection string.'

@description('Names of the workspace and of the Application Insights resource.')
param names { workspace: string, insights: string }

@description('Region of both.')
param location string

@description('Tags of both.')
param tags { *: string }

@description('Days that logs are kept.')
@minValue(30)
@maxValue(730)
param retentionInDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: names.workspace
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: names.insights
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.id
  }
}

@description('Where telemetry is sent; an address, not a secret, because local authentication is off.')
output insightsConnectionString string = insights.properties.ConnectionString
