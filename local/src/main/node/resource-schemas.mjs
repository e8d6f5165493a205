// Writes the schemas of the properties of the resources that local runs read, as AWS describes them for the CDK.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';

const types = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCEndpoint',
  'AWS::Events::EventBus',
  'AWS::Glue::Registry',
  'AWS::Glue::Schema',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Kinesis::ResourcePolicy',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::KinesisAnalyticsV2::Application',
  'AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Logs::LogGroup',
  'AWS::Logs::LogStream',
  'AWS::MSK::Cluster',
  'AWS::MSK::ServerlessCluster',
  'AWS::MSK::Topic',
  'AWS::OpenSearchServerless::Collection',
  'AWS::OpenSearchService::Domain',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SSM::Parameter',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::SecretsManager::Secret',
];

const [output] = process.argv.slice(2);
const database = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/db.json.gz');
const { resource, typeDefinition } = JSON.parse(gunzipSync(readFileSync(database))).schema;
const resources = new Map(Object.values(resource.entities).map((each) => [each.cloudFormationType, each]));
const definitions = new Map(Object.values(typeDefinition.entities).map((each) => [each.$id, each]));

const byName = ([a], [b]) => (a < b ? -1 : 1);

function structure({ properties }) {
  const entries = Object.entries(properties).sort(byName);
  const required = entries.filter(([, property]) => property.required).map(([name]) => name);
  return {
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(entries.map(([name, property]) => [name, schema(property.type)])),
  };
}

function schema(type) {
  switch (type.type) {
    case 'ref':
      return structure(definitions.get(type.reference.$ref));
    case 'array':
      return { list: schema(type.element) };
    case 'map':
      return { map: schema(type.element) };
    case 'union':
      // Policies are objects or texts; lists that AWS describes as JSON, too, are lists.
      return schema(type.types.find(({ type: name }) => name === 'array') ?? { type: 'json' });
    case 'tag':
      return { required: ['Key', 'Value'], properties: { Key: 'string', Value: 'string' } };
    case 'string':
      return type.allowedValues ? { values: [...type.allowedValues].sort() } : 'string';
    default:
      return type.type;
  }
}

// The values of applications are checked where the service's rules for them are known; of them, only the names are taken.
function namesOnly(node) {
  if (node.properties) {
    return { properties: Object.fromEntries(Object.entries(node.properties).map(([name, value]) => [name, namesOnly(value)])) };
  }
  return node.list?.properties ? { list: namesOnly(node.list) } : 'json';
}

const application = 'AWS::KinesisAnalyticsV2::Application';
const schemas = Object.fromEntries(types.map((type) => [type, structure(resources.get(type))]));
schemas[application] = namesOnly(schemas[application]);

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, JSON.stringify(schemas));
