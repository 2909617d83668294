import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storage', '0004_registers_to_be_asked'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeDecisionRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('change', models.CharField(max_length=20)),
                ('verdict', models.CharField(max_length=20)),
                ('reason', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='OverrideRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.CharField(max_length=100)),
                ('period', models.CharField(max_length=10)),
                ('figure', models.CharField(max_length=20)),
                ('printed', models.TextField(blank=True)),
                ('replaces', models.TextField()),
                ('reason', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('at', models.DateTimeField(db_index=True)),
                ('basis', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='RemarkRow',
            fields=[
                ('id', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('report', models.CharField(max_length=100)),
                ('period', models.CharField(max_length=10)),
                ('author', models.TextField()),
                ('text', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('owner', models.CharField(blank=True, max_length=100)),
                ('key', models.TextField(blank=True)),
                ('figure', models.CharField(blank=True, max_length=20)),
                ('words', models.TextField(blank=True)),
                ('said_at', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='ReturnedFileRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('report', models.CharField(max_length=100)),
                ('period', models.CharField(max_length=10)),
                ('draft', models.PositiveIntegerField()),
                ('moment', models.DateTimeField()),
                ('filename', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('history', models.TextField(default='[]')),
            ],
        ),
        migrations.AddField(
            model_name='reportliferow',
            name='at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='ReplyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('actor', models.CharField(max_length=150)),
                ('at', models.DateTimeField()),
                ('remark', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='storage.remarkrow')),
            ],
        ),
    ]
