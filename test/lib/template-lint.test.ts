import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { resourcesOf, Template } from '../support/template.ts';
import { anApp } from './a-stack.ts';
import { temporary } from './temporary.ts';

const templates: [string, string][] = ['eu-central-1', 'cn-north-1'].map((region) => {
  const { app, stack } = anApp({ region });
  return [region, app.synth().getStackArtifact(stack.artifactId).templateFullPath];
});

/** What the schemas and rules of CloudFormation, which the CDK carries, find in a template. */
function findings(templatePath: string): string[] {
  const stack = { templatePath, stackConstructPath: 'Gridlight', accountId: undefined, region: undefined };
  const context = { templatePaths: [templatePath], stackTemplates: [stack], appConstruct: new App() };
  return new CloudFormationValidatePlugin()
    .validate(context)
    .violations.map(({ ruleName, description }) => `${ruleName} ${description}`);
}

describe.each(templates)('the template for %s', (region, path) => {
  it('has only known properties with fitting values, none missing, and every reference leads somewhere', () => {
    expect(findings(path)).toEqual([]);
  });

  it('is clean for cfn-lint', ({ skip, annotate }) => {
    const lint = spawnSync('cfn-lint', ['--template', path, '--regions', region, '--format', 'parseable'], {
      encoding: 'utf8',
    });
    if (lint.error) {
      console.warn(`NOT CHECKED: cfn-lint cannot be run (${lint.error.message}); pip install cfn-lint`);
      annotate('cfn-lint cannot be run', 'warning');
      skip('cfn-lint cannot be run');
    }
    expect(lint.stdout + lint.stderr).toBe('');
    expect(lint.status).toBe(0);
  });
});

describe('the check by schema finds', () => {
  const broken = (type: string, change: (properties: Record<string, unknown>) => void): string[] => {
    const { app, stack } = anApp();
    const template = Template.parse(app.synth().getStackArtifact(stack.artifactId).template);
    const [first] = resourcesOf(template, type).values();
    change(first?.Properties ?? {});
    const file = join(temporary(), 'broken.template.json');
    writeFileSync(file, JSON.stringify(template));
    return findings(file);
  };

  it('a property that there is not', () => {
    const found = broken('AWS::Lambda::Function', (properties) => {
      properties.Colour = 'green';
    });
    expect(found).toEqual([expect.stringContaining('Colour')]);
  });

  it('a property that is missing', () => {
    const found = broken('AWS::Scheduler::Schedule', (properties) => {
      delete properties.FlexibleTimeWindow;
    });
    expect(found).toEqual([expect.stringContaining("'FlexibleTimeWindow' is a required property")]);
  });

  it('a reference to nothing', () => {
    const found = broken('AWS::Lambda::EventSourceMapping', (properties) => {
      properties.FunctionName = { Ref: 'Nobody' };
    });
    expect(found).toEqual([expect.stringContaining("'Nobody' is not one of")]);
  });
});
