metadata description = 'The chat model, reachable by identity only. Without this module the agent runs on its built-in precedent advisor.'

import { Reach } from 'storage.bicep'

@export()
@description('Which model is deployed; capacity is in thousands of tokens a minute.')
type ModelDeployment = {
  @description('Model as Azure OpenAI names it.')
  name: string

  @description('Version, pinned: a model that changes by itself changes refunds by itself.')
  version: string

  @description('Thousands of tokens a minute.')
  @minValue(1)
  capacity: int
}

@export()
@description('What the agent asks of the model; docs/model.md explains each.')
type ModelUse = {
  @description('How long it thinks; empty for a model that does not reason.')
  reasoningEffort: '' | 'none' | 'minimal' | 'low' | 'medium' | 'high'

  @description('Cap on one answer in tokens.')
  @minValue(200)
  @maxValue(32000)
  maxOutputTokens: int

  @description('What a tenant may use in a UTC day in tokens, at least 60000; 0 for no limit.')
  @minValue(0)
  maxTokensPerDay: int

  @description('Whether it is also asked about what staff write.')
  learning: bool
}

@description('Name of the account and its subdomain; globally unique.')
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags { *: string }

@description('From where it answers.')
param reach Reach

@description('Which model to deploy.')
param deployment ModelDeployment

var open = reach.network == 'public' || !empty(reach.operatorAddresses)

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: open ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: reach.network == 'public' ? 'Allow' : 'Deny'
      ipRules: [for address in reach.operatorAddresses: { value: address }]
      virtualNetworkRules: []
    }
  }

  resource chat 'deployments' = {
    name: 'refund-chat'
    sku: { name: 'GlobalStandard', capacity: deployment.capacity }
    properties: {
      model: { format: 'OpenAI', name: deployment.name, version: deployment.version }
      versionUpgradeOption: 'NoAutoUpgrade'
    }
  }
}

@description('The OpenAI-compatible endpoint, as any OpenAI client takes it.')
output endpoint string = '${account.properties.endpoint}openai/v1/'

@description('Name of the deployment.')
output deployment string = account::chat.name
