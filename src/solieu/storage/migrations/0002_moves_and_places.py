import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storage', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MoveRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=20)),
                ('at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='submissionrow',
            name='one_send_per_key',
        ),
        migrations.AddField(
            model_name='reportliferow',
            name='copies',
            field=models.TextField(default='{}'),
        ),
        migrations.AddField(
            model_name='revisionrow',
            name='period',
            field=models.CharField(default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='revisionrow',
            name='unit',
            field=models.CharField(default='', max_length=100),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='decisionrow',
            name='key',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='entryeventrow',
            name='document',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='entryrow',
            name='name',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='explanationrow',
            name='key',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='journalentryrow',
            name='object',
            field=models.TextField(db_index=True),
        ),
        migrations.AlterField(
            model_name='reportliferow',
            name='number',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='revisionrow',
            name='key',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='revisionrow',
            name='reading',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='submissionrow',
            name='filename',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='submissionrow',
            name='on_behalf_of',
            field=models.TextField(),
        ),
        migrations.AlterField(
            model_name='submissionrow',
            name='sender_key',
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name='revisionrow',
            index=models.Index(fields=['period', 'unit'], name='revisions_of_a_unit'),
        ),
        migrations.AddIndex(
            model_name='submissionrow',
            index=models.Index(fields=['form', 'unit', 'period', 'sender'], name='sends_of_one_form'),
        ),
        migrations.AddConstraint(
            model_name='submissionrow',
            constraint=models.UniqueConstraint(condition=models.Q(('sender_key', ''), _negated=True), fields=('sender', 'sender_key'), name='one_send_per_sender_key'),
        ),
        migrations.AddField(
            model_name='moverow',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='storage.submissionrow'),
        ),
    ]
