import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('storage', '0003_fill_moves_and_places'),
    ]

    operations = [
        migrations.CreateModel(
            name='FoundEntryRow',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='found', serialize=False, to='storage.entryrow')),
                ('register', models.CharField(max_length=100)),
                ('unit', models.CharField(max_length=100)),
                ('state', models.CharField(max_length=100)),
                ('opened', models.DateField()),
                ('words', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'opened', 'entry', 'unit'], name='entries_in_order')],
            },
        ),
        migrations.CreateModel(
            name='PersonalRow',
            fields=[
                ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('register', models.CharField(max_length=100)),
                ('entry', models.TextField()),
                ('field', models.CharField(max_length=100)),
                ('salt', models.CharField(blank=True, max_length=64)),
                ('value', models.TextField(blank=True)),
                ('redacted_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'entry'], name='personal_fields_of_an_entry')],
            },
        ),
        migrations.CreateModel(
            name='StateTallyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=100)),
                ('unit', models.CharField(max_length=100)),
                ('state', models.CharField(max_length=100)),
                ('day', models.DateField()),
                ('change', models.IntegerField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('register', 'state', 'unit', 'day'), name='one_tally_a_day')],
            },
        ),
        migrations.CreateModel(
            name='EntryKeyRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=100)),
                ('rule', models.TextField()),
                ('series', models.TextField()),
                ('number', models.BigIntegerField()),
                ('day', models.DateField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keys', to='storage.entryrow')),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'rule', 'series', 'number'], name='keys_in_order')],
            },
        ),
        migrations.CreateModel(
            name='StateSpanRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('register', models.CharField(max_length=100)),
                ('unit', models.CharField(max_length=100)),
                ('state', models.CharField(max_length=100)),
                ('first', models.DateField()),
                ('until', models.DateField()),
                ('known_from', models.DateTimeField()),
                ('known_until', models.DateTimeField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spans', to='storage.entryrow')),
            ],
            options={
                'indexes': [models.Index(fields=['register', 'state', 'first', 'entry', 'until', 'known_until'], name='spans_of_a_state')],
            },
        ),
    ]
